import type { Entry, Observed, RemovalCause, Teller, Where } from '../engine/index.ts';
import {
  bytesOf,
  CHUNK,
  createChunk,
  kinds,
  LAST_RESUMED_SLOT,
  type CacheFacts,
  type Counts,
  type Kind,
  type Place,
  type Tick,
} from './events.ts';
import { KeyNumbers, KeyRoom } from './keyNumbers.ts';
import { KeysToTell, type NewKey } from './keysToTell.ts';
import { MOST_ORIGINS, originsOf, type Found, type Origin } from './origins.ts';

/** How many events may share one look at the clock. */
const EVENTS_PER_LOOK = 64;

/** A tick is what there is after so long, in ms. */
const TICK_MS = 33;

/** A tick whose keys are not described yet. */
type Piece = Omit<Tick, 'keys'> & { readonly fresh: readonly NewKey[] };

/** The most events of a tick: their columns stay near the processor, and what is sent comes from no new page of memory. */
const ROOM = 4096;

/** From here on the columns count as full: an eviction and its entry would just find room. */
const FULL = ROOM - 2;

/** The most entries of a cache that are told anew when its recording goes on. */
const MOST_RETOLD = CHUNK;

/** The line of a person's code that runs now. Runs nothing of that code, and does not throw. */
export type FindOrigin = () => Origin | undefined;

/** What a recorder needs of its surroundings. Nothing of it may throw. */
export interface Surroundings {
  /** The time in ms; never runs backwards. */
  now(): number;
  /** Calls back once when the code that runs now has given way: only then can time pass unseen. */
  afterThisTurn(task: () => void): void;
  /** Calls back once, some time later, so that what has happened is told although nothing more happens. */
  later(task: () => void): void;
  /** The text of a key, of which there is the label: the key, the only argument, or the array of arguments. */
  describe(label: unknown): string;
  /** Asked at each of the first events, where a cache has none of its own. */
  readonly origin?: FindOrigin;
  /** Takes a tick. Called from `flush`, which the code that is recorded may have caused in the middle of its run. */
  send(tick: Tick): void;
}

/** What a new cache is told with. */
export type NewCache = Omit<CacheFacts, 'cache' | 'isRetired' | 'seed'> & {
  /** Default 1, as in the engine. */
  readonly seed?: number;
  /** What people know a key by, where the cache itself is told something else. Asked once a key. */
  readonly labelOf?: (label: unknown) => unknown;
  /** Finds the line that uses it, where it is used in a language that `Surroundings.origin` does not know. */
  readonly origin?: FindOrigin | undefined;
};

/**
 * Records the events of all caches of one producer, and sends them in ticks. Costs no object an event and nothing while
 * nothing happens. It holds no cache, no value, and no key longer than until it is described.
 */
export class Recorder {
  /** Calls of recorded functions that are running now, of all caches. */
  depth = 0;
  private readonly chunk = createChunk(1, ROOM);
  private first = 1;
  /** From this place on a chunk is cut, at the next place where it may be. */
  private cutAt = FULL;
  private time = 0;
  private untilLook = 0;
  /** When the first event of the chunk was written. */
  private began = 0;
  private readonly start: number;
  private waitsForTurn = false;
  private waitsForTick = false;
  private isFlushing = false;
  private caches = 0;
  private readonly facts = new Map<number, CacheFacts>();
  private changed = new Map<number, CacheFacts>();
  private resumed: (Counts & { readonly cache: number })[] = [];
  /** What is to be sent, oldest first. */
  private readonly pieces: Piece[] = [];
  private readonly keys: KeysToTell;
  /** Of the events in the columns. */
  private found: Found[] = [];
  private readonly room = new KeyRoom();
  /** Those that a cache has of its own. */
  private readonly origins = new Map<number, FindOrigin>();

  constructor(private readonly around: Surroundings) {
    this.start = around.now();
    this.keys = new KeysToTell((label) => around.describe(label));
  }

  /** The number of the event that was written last: the step that a cache is at now. */
  get last(): number {
    return this.first + this.chunk.size - 1;
  }

  /** What a new cache is to be made with as its observer. The cache has been made for people from now on. */
  open({ labelOf, origin, ...facts }: NewCache): CacheWriter {
    const writer = this.reserve(labelOf, origin);
    this.begin(writer, facts);
    return writer;
  }

  /** The same for a cache of which all is known only when it has been made: `begin` is to be called then. */
  reserve(labelOf: (label: unknown) => unknown = (label) => label, origin?: FindOrigin): CacheWriter {
    const cache = ++this.caches;
    if (origin) this.origins.set(cache, origin);
    const numbers = new KeyNumbers((number, key, isList, label) => {
      this.keys.add({ cache, number, key, isList, label: labelOf(label) });
    }, this.room);
    return new CacheWriter(this, cache, numbers);
  }

  /** Tells that a cache was made, before anything else is told of it. */
  begin({ cache }: CacheWriter, { seed = 1, ...facts }: Omit<NewCache, 'labelOf' | 'origin'>): void {
    this.change({ ...facts, seed, cache, isRetired: false });
    this.add(kinds.made, cache, 0, 0);
  }

  /** The time since the recorder was made, in ms. */
  now(): number {
    return this.around.now() - this.start;
  }

  /** Gives a cache another name; the next tick tells it. */
  rename(cache: number, name: string): void {
    const facts = this.facts.get(cache);
    if (facts && facts.name !== name) this.change({ ...facts, name });
  }

  /** Says where a cache was made, once that is known; the next tick tells it. */
  locate(cache: number, place: Place): void {
    const facts = this.facts.get(cache);
    if (facts) this.change({ ...facts, place });
  }

  /** Says that nothing can reach a cache any more; the next tick tells it. */
  retire(cache: number): void {
    const facts = this.facts.get(cache);
    if (facts) this.change({ ...facts, isRetired: true });
    this.facts.delete(cache);
    this.origins.delete(cache);
  }

  /**
   * Goes on with caches that were left alone for a while: tells what they have counted by now, and what they hold.
   * Sent with the next tick, so that one tick's counters are those before its first event.
   */
  resume(caches: readonly { readonly writer: CacheWriter; readonly cache: Observed }[]): void {
    this.take();
    for (const { writer, cache } of caches) {
      const { hits, misses, evictions, size, requests } = cache.totals();
      this.resumed.push({ cache: writer.cache, hits, misses, evictions, currsize: size, requests });
    }
    this.untilLook = 0;
    for (const { writer, cache } of caches) writer.resume(cache);
  }

  /** Writes an event. For the writers of caches. */
  add(kind: Kind, cache: number, key: number, slot: number): void {
    if (this.untilLook-- === 0) this.look(cache);
    const { chunk } = this;
    const at = chunk.size;
    chunk.time[at] = this.time;
    chunk.key[at] = key;
    chunk.slot[at] = slot;
    chunk.cache[at] = cache;
    chunk.depth[at] = this.depth;
    chunk.kind[at] = kind;
    chunk.size = at + 1;
    if (at >= this.cutAt && kind !== kinds.evicted) this.cut(); // An eviction and its entry never part.
  }

  /** Sends all there is, and nothing where there is nothing new. What `send` throws, the next flush tells again. */
  flush(): void {
    this.waitsForTick = false;
    if (this.isFlushing) return; // A text has used a cache: whoever is at it tells that, too.
    this.isFlushing = true;
    try {
      this.take();
      for (let piece = this.pieces[0]; piece; piece = this.pieces[0]) {
        const { fresh, ...rest } = piece;
        this.around.send({ ...rest, keys: this.keys.tell(fresh) });
        this.pieces.shift();
      }
    } finally {
      this.isFlushing = false;
    }
    if (this.keys.haveWaiting) this.comeBack();
  }

  private change(facts: CacheFacts): void {
    this.facts.set(facts.cache, facts);
    this.changed.set(facts.cache, facts);
    this.comeBack();
  }

  private look(cache: number): void {
    // At the first events every one is looked at: so the others need not be counted.
    this.untilLook = this.findOrigin(cache) ? 0 : EVENTS_PER_LOOK - 1;
    this.time = this.now();
    if (this.chunk.size === 0) this.began = this.time;
    else if (this.time - this.began >= TICK_MS) this.cutAt = 0;
    if (!this.waitsForTurn) {
      this.waitsForTurn = true;
      this.around.afterThisTurn(this.giveWay);
    }
    this.comeBack();
  }

  /** Asks for the origin of the event that is written next. Returns whether that of the next one is asked for, too. */
  private findOrigin(cache: number): boolean {
    const { around, last, origins } = this;
    const isKnown = around.origin !== undefined || origins.size > 0;
    if (!isKnown || last >= MOST_ORIGINS) return false;
    const find = origins.get(cache) ?? around.origin;
    const origin = find?.();
    if (origin) this.found.push({ ...origin, number: last + 1 });
    return last + 1 < MOST_ORIGINS;
  }

  private comeBack(): void {
    if (this.waitsForTick) return;
    this.waitsForTick = true;
    this.around.later(this.flushLater);
  }

  private readonly giveWay = (): void => {
    this.waitsForTurn = false;
    this.untilLook = 0;
    this.depth = 0; // Calls that were cut off have not said that they ended.
  };

  private readonly flushLater = (): void => this.flush();

  /** Sends what there is in the middle of the code that is recorded, which must not notice. */
  private cut(): void {
    try {
      if (this.isFlushing) this.take();
      else this.flush();
    } catch {
      this.comeBack(); // For example where the stack is at its end: what is not told yet waits.
    }
  }

  /** Takes what there is out of the columns. Runs no code of a person. */
  private take(): void {
    const { chunk, changed, first } = this;
    const isEmpty = chunk.size === 0 && changed.size === 0 && !this.keys.haveWaiting;
    if (isEmpty) return;
    // Where the stack ended while a full chunk was to be cut, more was written than it holds: that is lost, and told so.
    const events = bytesOf(chunk, 0, Math.min(chunk.size, ROOM));
    this.first += chunk.size;
    chunk.size = 0;
    this.began = this.time;
    this.cutAt = FULL;
    this.changed = new Map();
    const { resumed } = this;
    this.resumed = [];
    const told = resumed.length > 0 && { counts: resumed, time: this.time };
    const origins = originsOf(this.found);
    this.found = [];
    this.pieces.push({
      first,
      events,
      caches: [...changed.values()],
      fresh: this.keys.take(),
      ...told,
      ...(origins && { origins }),
    });
  }
}

const removals = {
  evicted: kinds.evicted,
  expired: kinds.expired,
  deleted: kinds.deleted,
  cleared: kinds.deleted,
  replaced: kinds.deleted,
  invalidated: kinds.invalidated,
} as const;

/** Writes the events of one cache: made by `Recorder.open`, given to the cache as its observer. */
export class CacheWriter implements Teller {
  private keyOfSlot = new Int32Array(64);

  constructor(
    private readonly recorder: Recorder,
    /** The identity of the cache in the recording. */
    readonly cache: number,
    private readonly keys: KeyNumbers,
  ) {}

  hit(slot: number): void {
    this.recorder.add(kinds.hit, this.cache, this.keyOfSlot[slot]!, slot);
  }

  miss(key: unknown, isList: boolean, label: unknown): number {
    const number = this.keys.of(key, isList, label);
    this.recorder.add(kinds.miss, this.cache, number, 0);
    return number;
  }

  answered(key: unknown, isList: boolean, label: unknown, where: Where): void {
    const kind = where === 'near' ? kinds.joined : kinds.remote;
    this.recorder.add(kind, this.cache, this.keys.of(key, isList, label), 0);
  }

  entered(): void {
    this.recorder.depth++;
  }

  left(): void {
    this.recorder.depth--;
  }

  stored(slot: number, evicted: boolean, entry: Entry): void {
    const number = this.numberOf(entry);
    if (slot >= this.keyOfSlot.length) this.grow(slot);
    if (evicted) this.recorder.add(kinds.evicted, this.cache, this.keyOfSlot[slot]!, slot);
    this.keyOfSlot[slot] = number;
    this.recorder.add(kinds.stored, this.cache, number, slot);
  }

  replaced(slot: number): void {
    this.recorder.add(kinds.updated, this.cache, this.keyOfSlot[slot]!, slot);
  }

  renewed(slot: number, entry: Entry): void {
    const number = this.numberOf(entry);
    this.keyOfSlot[slot] = number;
    this.recorder.add(kinds.renewed, this.cache, number, slot);
  }

  removed(slot: number, cause: RemovalCause): void {
    this.recorder.add(removals[cause], this.cache, this.keyOfSlot[slot]!, slot);
  }

  cleared(_slots: Iterable<number>, cause: RemovalCause): void {
    this.recorder.add(cause === 'expired' ? kinds.expiredAll : kinds.cleared, this.cache, 0, 0);
  }

  /** Tells all that a cache holds, unless that is too much. */
  resume(cache: Observed): void {
    const entries = [...cache.entries()];
    const isTold = entries.length <= MOST_RETOLD && entries.every(({ slot }) => slot <= LAST_RESUMED_SLOT);
    this.recorder.add(kinds.resumed, this.cache, 0, isTold ? entries.length : 0);
    for (const entry of entries) {
      if (isTold) this.stored(entry.slot, false, entry);
      else this.know(entry.slot, entry);
    }
  }

  /** The number of the key in a slot. */
  keyOf(slot: number): number {
    return this.keyOfSlot[slot] ?? 0;
  }

  private know(slot: number, entry: Entry): void {
    if (slot >= this.keyOfSlot.length) this.grow(slot);
    this.keyOfSlot[slot] = this.numberOf(entry);
  }

  private numberOf({ number, key, isList, label }: Entry): number {
    return number === 0 ? this.keys.of(key, isList, label) : number;
  }

  private grow(slot: number): void {
    const longer = new Int32Array(Math.max(slot + 1, this.keyOfSlot.length * 2));
    longer.set(this.keyOfSlot);
    this.keyOfSlot = longer;
  }
}
