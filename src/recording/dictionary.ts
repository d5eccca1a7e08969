import { KEYS } from './keyNumbers.ts';
import { placeOf, type EventLog } from './log.ts';
import type { NewKeys } from './events.ts';

/** How many keys are let go at once, or not at all. */
const PAGE = 4096;

/** Numbers may be missing where the stack of the recorded code ended; more than so many are made up. */
const MOST_MISSING = 64;

/** How many chunks are looked through at once for the keys that they name. */
const CHUNKS_AT_ONCE = 16;

interface Page {
  /** Plain arrays: they are as long as they must be, and most caches have few keys. */
  readonly prints: number[];
  readonly texts: (string | undefined)[];
}

/** The keys of one cache. */
class Keys {
  readonly pages: (Page | undefined)[] = [];
  /** The greatest number that was told. */
  count = 0;
  /** How many were told. */
  size = 0;
  /** Fingerprint → number, as far as it was asked for. */
  private readonly numbers = new Map<number, number>();
  private numbered = 0;

  page(number: number): Page | undefined {
    return this.pages[Math.floor(number / PAGE)];
  }

  add(number: number, print: number, text: string | null): void {
    const isNext = number <= this.count + MOST_MISSING;
    const isAnew = number > this.begun && number <= this.begun + MOST_MISSING;
    if (number < 1 || !(isNext || isAnew)) return;
    if (number > this.count) this.size++;
    this.count = Math.max(this.count, number);
    const page = (this.pages[Math.floor(number / PAGE)] ??= { prints: [], texts: [] });
    page.prints[number % PAGE] = Number.isSafeInteger(print) ? print : 0;
    if (text !== null) page.texts[number % PAGE] = text;
  }

  /** The number of the key with this fingerprint, 0 where there is none. */
  withPrint(print: number): number {
    while (this.numbered < this.count) {
      const number = ++this.numbered;
      const page = this.page(number);
      if (!page) this.numbered = (Math.floor(number / PAGE) + 1) * PAGE - 1; // Nothing is known up to there.
      const known = page?.prints[number % PAGE];
      if (known !== undefined) this.numbers.set(known, number);
    }
    return this.numbers.get(print) ?? 0;
  }

  /** The number after which numbering begins anew next. */
  private get begun(): number {
    return Math.ceil(this.count / KEYS) * KEYS;
  }

  /** How many pages there are whose keys cannot be told any more. */
  get past(): number {
    return Math.max(0, (this.begun - KEYS) / PAGE);
  }
}

/** A look through all that names keys. */
interface Sweep {
  /** Of each cache the pages that are named, as far as they may be let go. */
  readonly named: ReadonlyMap<number, Uint8Array>;
  /** The number of the event at which to go on. */
  next: number;
}

/** What is known of keys by their number in their cache: fingerprint and text. */
export class Dictionary {
  private readonly caches = new Map<number, Keys>();
  private looking: Sweep | undefined;

  /** Takes in new keys, and texts that come late. What cannot be is left out. */
  add({ caches, numbers, prints, texts }: NewKeys, isCache: (cache: number) => boolean): void {
    for (let i = 0; i < texts.length; i++) {
      const cache = caches[i]!;
      let keys = this.caches.get(cache);
      if (!keys && isCache(cache)) this.caches.set(cache, (keys = new Keys()));
      keys?.add(numbers[i]!, prints[i]!, texts[i]!);
    }
  }

  /** The greatest number of a key of this cache. */
  count(cache: number): number {
    return this.caches.get(cache)?.count ?? 0;
  }

  /** How many keys of all caches were told. */
  get size(): number {
    let size = 0;
    for (const keys of this.caches.values()) size += keys.size;
    return size;
  }

  /** The text of a key, `undefined` where it was not told, or has been let go. */
  text(cache: number, key: number): string | undefined {
    return this.caches.get(cache)?.page(key)?.texts[key % PAGE];
  }

  print(cache: number, key: number): number {
    return this.caches.get(cache)?.page(key)?.prints[key % PAGE] ?? 0;
  }

  /** The number of the key with this fingerprint, 0 where there is none. */
  withPrint(cache: number, print: number): number {
    return this.caches.get(cache)?.withPrint(print) ?? 0;
  }

  forget(cache: number): void {
    this.caches.delete(cache);
  }

  /** What is known of some keys, as it is told. */
  tell(keys: readonly { readonly cache: number; readonly number: number }[]): NewKeys {
    return {
      caches: Int32Array.from(keys, ({ cache }) => cache),
      numbers: Int32Array.from(keys, ({ number }) => number),
      prints: Float64Array.from(keys, ({ cache, number }) => this.print(cache, number)),
      texts: keys.map(({ cache, number }) => this.text(cache, number) ?? null),
    };
  }

  /**
   * Lets go the keys that no event names any more, and that can come no more because numbering has begun anew. Looks at
   * a few chunks at each call, from the oldest to the newest: what is cut meanwhile has led to the states before it.
   */
  sweep(log: EventLog): void {
    const sweep = (this.looking ??= { named: this.pastPages(), next: 0 });
    const isOver = sweep.named.size === 0 || lookOn(sweep, log);
    if (!isOver) return;
    this.looking = undefined;
    for (const [cache, named] of sweep.named) {
      log.bases.get(cache)?.keyOfSlot.forEach((key) => mark(named, key));
      const pages = this.caches.get(cache)?.pages;
      if (pages) named.forEach((isNamed, page) => isNamed || (pages[page] = undefined));
    }
  }

  private pastPages(): Map<number, Uint8Array> {
    const all = new Map<number, Uint8Array>();
    for (const [cache, { past }] of this.caches) if (past > 0) all.set(cache, new Uint8Array(past));
    return all;
  }
}

/** Returns whether that was the newest event. */
function lookOn(sweep: Sweep, { chunks }: EventLog): boolean {
  const start = placeOf(chunks, sweep.next);
  for (const { first, cache, key, size } of chunks.slice(start, start + CHUNKS_AT_ONCE)) {
    for (let at = 0; at < size; at++) mark(sweep.named.get(cache[at]!), key[at]!);
    sweep.next = first + size;
  }
  return start + CHUNKS_AT_ONCE >= chunks.length;
}

function mark(pages: Uint8Array | undefined, key: number): void {
  if (pages) pages[Math.floor(key / PAGE)] = 1; // Of those beyond the last none is let go.
}
