import { fingerprint, fingerprintOfAscii } from '../../engine/fingerprint.ts';
import type { Requests } from '../trace.ts';
import { CHUNK } from '../trace.ts';
import { KeyNames } from './keyNames.ts';
import { KeyTable } from './keyTable.ts';
import { TextHash } from './textHash.ts';

/** How many of the lines that could not be read are kept, and how much of each, in bytes. */
const KEPT_LINES = 10;
const KEPT_BYTES = 120;

/** When all keys are too many, a sample holds at most this part of them: it is exact enough, and leaves room. */
const SAMPLE = 1 / 2;

/** A line that could not be read. */
export interface Malformed {
  /** From 1; of a binary file, the number of the record. */
  readonly line: number;
  /** How it begins. */
  readonly text: string;
}

/** Of how many requests something is not known, where it is of others. */
export interface Unclear {
  /** There is no time, or what stands there is none. */
  readonly times: number;
  /** The time is before that of a request above. */
  readonly back: number;
  /** There is no size, or what stands there is none. */
  readonly sizes: number;
}

/** What an intake needs to know. */
export interface IntakeOptions {
  /** Another for each reading. */
  readonly seed: number;
  /** How many keys may be held; beyond it a sample is taken. */
  readonly mostKeys?: number | undefined;
  /** How many bytes of the names of keys may be kept. */
  readonly nameBytes?: number | undefined;
  /** Takes each part of the requests. What it is given is good until it returns. */
  readonly onRequests: (requests: NewRequests) => void;
  /** Is told the new number of each key where some are forgotten, by its old one; -1 of those. They rise. */
  readonly onNarrow?: ((numbers: Int32Array) => void) | undefined;
}

/** Requests that were read. */
export interface NewRequests extends Requests {
  /** The engine's fingerprints of the keys that are asked for here for the first time. */
  readonly prints: Float64Array;
}

/** Takes what a scanner finds in a file: numbers the keys, gathers requests, and keeps what could not be read. */
export class Intake {
  /** Requests that were found, in the sample or not. */
  requests = 0;
  /** Lines, or records of a binary file, that were gone through. */
  lines = 0;
  /** Lines with nothing in them, and those that are no requests, such as a header. */
  skipped = 0;
  malformed = 0;
  /** How many of them are longer than any line that is read. */
  tooLong = 0;
  readonly examples: Malformed[] = [];
  /** The column that a record did not have; where no other had it, that is what is wrong with the file. */
  missing: Error | undefined;
  /** What is known of the next request; set before it is added. */
  time = NaN;
  size = NaN;
  readonly names: KeyNames;
  private readonly table: KeyTable;
  private readonly hash: TextHash;
  private readonly ids = new Int32Array(CHUNK);
  private times: Float64Array | undefined;
  private sizes: Uint32Array | undefined;
  private newest = -Infinity;
  /** How many requests have a time, have one before that of another, and have a size. */
  private timed = 0;
  private back = 0;
  private sized = 0;
  private count = 0;
  private readonly prints = new Float64Array(CHUNK);
  private printed = 0;
  /** Room for a number of 64 bits as it is written. */
  private readonly digits = new Uint8Array(20);
  private whole = Infinity;
  private readonly onRequests: (requests: NewRequests) => void;

  constructor({ seed, mostKeys = Infinity, nameBytes = 0, onRequests, onNarrow }: IntakeOptions) {
    this.table = new KeyTable({
      seed,
      most: mostKeys,
      sampled: mostKeys * SAMPLE,
      onNarrow: (numbers) => {
        this.flush();
        this.whole = Math.min(this.whole, this.requests);
        this.names.narrow(numbers);
        onNarrow?.(numbers);
      },
    });
    this.hash = new TextHash(seed);
    this.names = new KeyNames(nameBytes);
    this.onRequests = onRequests;
  }

  /** Requests of which something that others have cannot be told. */
  get unclear(): Unclear {
    const { requests, timed, sized, back } = this;
    return {
      times: timed > 0 ? requests - timed : 0,
      back,
      sizes: sized > 0 ? requests - sized : 0,
    };
  }

  /** How many different keys have a number. */
  get keys(): number {
    return this.table.count;
  }

  /** How often half of the keys were forgotten, because there were too many. */
  get level(): number {
    return this.table.level;
  }

  /** How many of the first requests were told with none left out. */
  get exact(): number {
    return Math.min(this.whole, this.requests);
  }

  /** How often a key would stay when half of the keys are forgotten. */
  levelOf(key: number): number {
    return this.table.levelOf(key);
  }

  /** A request for a key that is a text. */
  add(bytes: Uint8Array, from: number, to: number): void {
    const { hash } = this;
    hash.take(bytes, from, to);
    const id = this.table.number(hash.low, hash.high);
    if (id === this.names.known) this.name(bytes, from, to);
    this.put(id);
  }

  /** A request for a key that is a whole number of 64 bits, given by its halves. */
  addNumber(low: number, high: number): void {
    const id = this.table.number(low, high);
    if (id === this.names.known) this.nameNumber(low, high);
    this.put(id);
  }

  /** A line that is too long for any request, or what is held of it. */
  rejectLong(bytes: Uint8Array, from: number, to: number): void {
    this.tooLong++;
    this.reject(bytes, from, to);
  }

  /** A line that could not be read. */
  reject(bytes: Uint8Array, from: number, to: number): void {
    if (this.malformed++ >= KEPT_LINES) return;
    const text = new TextDecoder().decode(bytes.subarray(from, Math.min(to, from + KEPT_BYTES)));
    this.examples.push({ line: this.lines, text });
  }

  /** Tells what has been gathered. */
  flush(): void {
    const { count, printed, ids, prints, times, sizes } = this;
    this.count = 0;
    this.printed = 0;
    if (count === 0) return;
    this.onRequests({
      ids: ids.subarray(0, count),
      prints: prints.subarray(0, printed),
      ...(times && { times: times.subarray(0, count) }),
      ...(sizes && { sizes: sizes.subarray(0, count) }),
    });
  }

  private put(id: number): void {
    this.requests++;
    const { time, size } = this;
    const hasTime = !Number.isNaN(time);
    const hasSize = !Number.isNaN(size);
    if (hasTime) this.timed++;
    if (hasSize) this.sized++;
    if (time < this.newest) this.back++;
    if (time > this.newest) this.newest = time;
    if (id < 0) return;
    const at = this.count++;
    this.ids[at] = id;
    if (this.times !== undefined || hasTime) this.putTime(at);
    if (this.sizes !== undefined || hasSize) this.putSize(at, size);
    if (this.count === CHUNK) this.flush();
  }

  /** A request without a time came when the one before did, or else with the first that has one; no clock goes back. */
  private putTime(at: number): void {
    this.times ??= new Float64Array(CHUNK).fill(this.newest, 0, at);
    this.times[at] = this.newest;
  }

  private putSize(at: number, size: number): void {
    this.sizes ??= new Uint32Array(CHUNK);
    this.sizes[at] = Number.isNaN(size) ? 0 : Math.min(size, 0xffffffff);
  }

  private name(bytes: Uint8Array, from: number, to: number): void {
    this.names.add(bytes, from, to);
    this.prints[this.printed++] = isAscii(bytes, from, to)
      ? fingerprintOfAscii(bytes, from, to)
      : fingerprint(decoder.decode(bytes.subarray(from, to)));
  }

  private nameNumber(low: number, high: number): void {
    const number = (high >>> 0) * 2 ** 32 + (low >>> 0);
    const isWhole = Number.isSafeInteger(number);
    const text = isWhole ? String(number) : String((BigInt(high >>> 0) << 32n) | BigInt(low >>> 0));
    const { read: length } = encoder.encodeInto(text, this.digits);
    this.names.add(this.digits, 0, length);
    this.prints[this.printed++] = fingerprint(isWhole ? number : text);
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  let all = 0;
  for (let at = from; at < to; at++) all |= bytes[at]!;
  return all < 128;
}
