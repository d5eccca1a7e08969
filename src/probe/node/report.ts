import { describer, type DescribeKey } from './keys.ts';
import { markWith, meterOf, Meter, type Facts, type Reading } from './meter.ts';
import { operations, PROBE_VERSION, type Operation } from './operations.ts';
import { now, Wire } from './wire.ts';

/** What the environment asks for. */
export interface Order {
  readonly path: string;
  readonly token: string;
  readonly keys: 'none' | 'texts' | 'hashes';
  readonly thread: number;
}

/** The time between two reports, in ms. */
const TICK = 50;
/** So long nothing is said at most, in ms: who hears nothing for longer knows that the program lets nobody look. */
const BEAT = 250;
/** After so many operations it is looked whether it is time for a report: a loop may never come back to its timers. */
const LOOK_AFTER = 1024;
/** So many operations wait at most. */
const MOST_CALLS = 4096;
/** The longest text of a message, roughly: a program that ends can still send it whole. */
const LONGEST = 48_000;
/** More caches than that are not told of. */
const MOST_CACHES = 10_000;
/** So many caches that did nothing are looked at with a report: whether they are still there, and how large. */
const IDLE_PER_TICK = 256;
const LONGEST_TEXT = 4096;
/** Of all arguments of the program together: it may have as many as it likes. */
const LONGEST_ARGUMENTS = 16_000;

/** Taken before the program can replace it. */
const { setInterval } = globalThis;

/** Counts, and tells what was counted. */
export class Report {
  readonly records: boolean;
  private readonly wire: Wire;
  private readonly describe: DescribeKey;
  private readonly meters = new Map<number, Meter>();
  private readonly dirty: Meter[] = [];
  private lastId = 0;
  private timer: NodeJS.Timeout | undefined;
  private lastTick = 0;
  private untilLook = LOOK_AFTER;
  private idle: Iterator<Meter> | undefined;
  private gone: number[] = [];
  private isEnding = false;
  private isSaying = false;
  private toldTooMany = false;
  private readonly notes: (readonly [string, string])[] = [];

  private waiting = 0;
  private readonly caches = new Uint32Array(MOST_CALLS);
  private readonly what = new Uint8Array(MOST_CALLS);
  private readonly keys = new Array<number | string | null>(MOST_CALLS).fill(null);
  private dropped = 0;

  constructor(private readonly order: Order) {
    this.records = order.keys !== 'none';
    this.describe = describer(order.keys === 'hashes', order.token);
    this.wire = new Wire(order.path);
    this.hello();
    process.on('exit', () => {
      try {
        this.end();
      } catch {
        // As in a tick.
      }
    });
  }

  /** Counts a cache from now on; undefined where there are too many. */
  open(cache: object, facts: Facts, reading: Reading): Meter | undefined {
    if (this.isFull) return undefined;
    const meter = new Meter(++this.lastId, facts, reading, cache);
    meter.read(0, now); // It may be gone before it is told of.
    meter.readInAnyCase();
    this.meters.set(meter.id, meter);
    this.timer ??= setInterval(() => this.tick(), TICK).unref();
    this.touch(meter);
    return meter;
  }

  /** As `open`, and the meter is found by `meterOf`. */
  mark(cache: object, facts: () => Facts, reading: Reading): Meter | undefined {
    const present = meterOf(cache);
    if (present !== undefined || this.isFull) return present;
    const meter = this.open(cache, facts(), reading);
    if (meter !== undefined) markWith(cache, meter);
    return meter;
  }

  private get isFull(): boolean {
    if (this.meters.size < MOST_CACHES) return this.wire.isSilent;
    if (!this.toldTooMany) this.note('too-many-caches', String(MOST_CACHES));
    this.toldTooMany = true;
    return true;
  }

  /** Stops what costs all caches of lru-cache, where they are heard without. */
  stopListening: () => void = () => undefined;

  note(note: string, text: string): void {
    this.notes.push([note, text]);
  }

  hit(meter: Meter, key: unknown): void {
    meter.hits++;
    if (this.records) this.record(meter, operations.hit, this.describe(key));
    this.touch(meter);
  }

  miss(meter: Meter, key: unknown): void {
    meter.misses++;
    this.tell(meter, operations.miss, key);
  }

  /** Something happened in a cache; where keys are recorded, that is told with the key. */
  tell(meter: Meter, operation: Operation, key: unknown): void {
    if (this.records)
      this.record(meter, operation, operation === operations.cleared ? null : this.describe(key));
    this.touch(meter);
  }

  /** As `tell`, of a key that was described before. */
  tellDescribed(meter: Meter, operation: Operation, key: number | string): void {
    if (this.records) this.record(meter, operation, key);
    this.touch(meter);
  }

  /** The key of a call: of one argument that itself, otherwise all of them. */
  describeKeys(args: ArrayLike<unknown>): number | string {
    if (args.length === 1) return this.describe(args[0]);
    const texts = Array.from(args, (each) => String(this.describe(each)));
    return `(${texts.join(', ').slice(0, LONGEST_TEXT - 2)})`;
  }

  touch(meter: Meter): void {
    if (!meter.isDirty) {
      meter.isDirty = true;
      this.dirty.push(meter);
    }
    this.untilLook -= 1 + meter.untold;
    meter.untold = 0;
    if (this.untilLook <= 0) this.look();
  }

  private look(): void {
    this.untilLook = this.isEnding ? 1 : LOOK_AFTER;
    if (this.isEnding || now() - this.lastTick >= TICK) this.tick();
  }

  private record(meter: Meter, operation: Operation, key: number | string | null): void {
    if (this.waiting === MOST_CALLS) this.sendCalls();
    const place = this.waiting++;
    this.caches[place] = meter.id;
    this.what[place] = operation;
    this.keys[place] = key;
  }

  private tick(): void {
    if (this.isSaying) return;
    this.isSaying = true;
    this.lastTick = now();
    try {
      this.lookAtIdle();
      this.say();
    } catch {
      // A cache that cannot be asked; the program shall not hear of it.
    } finally {
      this.isSaying = false;
    }
    if (this.wire.isSilent) clearInterval(this.timer);
  }

  /** Says all there is to say. Returns whether there was room for it. */
  private say(): boolean {
    if (!this.sayFacts() || !this.sayNotes()) return false;
    this.sendCalls();
    return this.sayDropped() && this.sayCounts() && this.sayGone() && this.sayBeat();
  }

  private sayFacts(): boolean {
    for (const meter of this.dirty) {
      if (meter.toldFacts) continue;
      meter.read(this.lastTick, now);
      const facts = { ...meter.facts, maxsize: meter.limit };
      if (!this.wire.send(['cache', meter.id, facts])) return false;
      meter.toldFacts = true;
    }
    return true;
  }

  private sayNotes(): boolean {
    for (let note = this.notes[0]; note !== undefined; note = this.notes[0]) {
      if (!this.wire.send(['note', ...note])) return false;
      this.notes.shift();
    }
    return true;
  }

  private sendCalls(): void {
    const { order, what, keys } = this;
    if (this.waiting === 0) return;
    if (!this.wire.flush() || !this.sayFacts()) {
      this.drop(0);
      return;
    }
    let [begin, text] = [0, ''];
    for (let i = 0; i < this.waiting; i++) {
      const key = keys[i];
      text += `,[${this.caches[i]},${order.thread},${what[i]},${typeof key === 'string' ? JSON.stringify(key) : key}]`;
      if (text.length < LONGEST && i + 1 < this.waiting) continue;
      if (!this.wire.sendText(`["calls",${now().toFixed(3)},[${text.slice(1)}]]`)) {
        this.drop(begin);
        return;
      }
      [begin, text] = [i + 1, ''];
    }
    this.waiting = 0;
  }

  private drop(from: number): void {
    this.dropped += this.waiting - from;
    this.waiting = 0;
  }

  private sayDropped(): boolean {
    if (this.dropped > 0 && !this.wire.send(['dropped', this.dropped])) return false;
    this.dropped = 0;
    return true;
  }

  private sayCounts(): boolean {
    while (this.dirty.length > 0) {
      const some = this.dirty.slice(-500);
      for (const meter of some) meter.read(now(), now);
      const counts = some.map((meter) => meter.counts());
      if (!this.wire.send(['counts', now(), counts])) return false;
      this.dirty.length -= some.length;
      for (const meter of some) meter.isDirty = false;
    }
    return true;
  }

  private sayGone(): boolean {
    if (this.gone.length > 0 && !this.wire.send(['gone', this.gone])) return false;
    this.gone = [];
    return true;
  }

  private sayBeat(): boolean {
    return this.wire.silence < BEAT || this.wire.send(['beat']);
  }

  /** Caches that the program let go of, and entries that left by themselves. */
  private lookAtIdle(): void {
    for (let i = 0; i < IDLE_PER_TICK; i++) {
      this.idle ??= this.meters.values();
      const next = this.idle.next();
      if (next.done) {
        this.idle = undefined;
        return;
      }
      const meter = next.value;
      if (meter.isGone) {
        if (!meter.isDirty) this.forget(meter);
      } else if (!meter.isDirty && meter.read(this.lastTick, now)) this.touch(meter);
    }
  }

  private forget(meter: Meter): void {
    this.meters.delete(meter.id);
    this.gone.push(meter.id);
  }

  /** The program ends. What it does with its caches after that, in listeners of its own, is told at once. */
  private end(): void {
    this.isSaying = true;
    for (const meter of this.meters.values()) {
      meter.readInAnyCase();
      this.touch(meter);
    }
    this.wire.insist(() => this.say());
    this.wire.insist(() => this.wire.send(['bye']));
    this.isSaying = false;
    this.isEnding = true;
    this.untilLook = 1;
  }

  private hello(): void {
    const { token, thread } = this.order;
    const { pid, ppid, argv } = process;
    const short = (text: string): string => text.slice(0, LONGEST_TEXT);
    this.wire.send([
      'hello',
      {
        version: PROBE_VERSION,
        token,
        runtime: 'node',
        runtimeVersion: process.versions.node,
        pid,
        ppid,
        thread,
        argv: firstOf(argv, LONGEST_ARGUMENTS).map(short),
        cwd: short(folder()),
        records: this.records,
      },
    ]);
  }
}

/** As many of the first texts as are so long together, the last one cut. */
function firstOf(texts: readonly string[], length: number): string[] {
  const told: string[] = [];
  let room = length;
  for (const text of texts) {
    if (room <= 0) break;
    told.push(text.slice(0, room));
    room -= text.length + 1;
  }
  return told;
}

/** A folder that was deleted is none. */
function folder(): string {
  try {
    return process.cwd();
  } catch {
    return '';
  }
}
