import { policies } from '../engine/index.ts';
import type { Policy } from '../engine/index.ts';
import { kinds, type CacheFacts, type Chunk } from './events.ts';

/** The fingerprint of a key by its number: what some policies decide by. */
export type PrintOf = (key: number) => number;

/** `lost` before the cache was made, and after events that nobody has, until a clear; `broken` for good. */
export type Trust = 'known' | 'lost' | 'broken';

/**
 * One cache at one moment: what a fresh cache would be after the same events, by the engine's own policy. Columns may
 * be made up by the code that a kernel runs, and a policy that is led astray could run for ever: each event is looked
 * at before, and the first that cannot have happened ends the replay.
 */
export class CacheReplay {
  hits = 0;
  misses = 0;
  evictions = 0;
  size = 0;
  trust: Trust = 'lost';
  /** The number of the key in each slot, 0 where there is none. */
  keyOfSlot = new Int32Array(64);
  readonly policy: Policy;
  /** Whether the policy is one of the registry: then it must choose the victims that are told. */
  readonly knowsVictims: boolean;
  readonly maxsize: number;
  /** No slot above was in use: the engine takes the next one only when all below are. */
  private top = 0;
  /** Whether the policy knows already which key comes in. */
  private isAdmitted = false;
  private readonly prints: SharedPrints;

  constructor({ policy, maxsize, seed }: Pick<CacheFacts, 'policy' | 'maxsize' | 'seed'>, printOf: PrintOf) {
    const spec = policies.find(({ id }) => id === policy);
    this.prints = new SharedPrints(printOf);
    this.maxsize = maxsize ?? Infinity;
    this.knowsVictims = spec !== undefined;
    this.policy = (spec ?? anyOrder).create({ maxsize: this.maxsize, seed });
  }

  /** Takes in the event at a place of a chunk, which must be one of this cache. */
  apply(chunk: Chunk, at: number): void {
    const kind = chunk.kind[at]!;
    if (kind === kinds.made || kind === kinds.cleared || kind === kinds.expiredAll) this.begin();
    else if (this.trust === 'known') {
      if (this.canBe(chunk, at)) this.follow(kind, chunk, at);
      else this.trust = 'broken';
    }
  }

  /** Says that events are missing: nothing is known until the next clear. */
  lose(): void {
    if (this.trust === 'known') this.trust = 'lost';
  }

  private follow(kind: number, chunk: Chunk, at: number): void {
    const slot = chunk.slot[at]!;
    const key = chunk.key[at]!;
    switch (kind) {
      case kinds.hit:
        this.hits++;
        this.policy.hit(slot);
        break;
      case kinds.miss:
        this.misses++;
        break;
      case kinds.stored:
        this.store(key, slot);
        break;
      case kinds.updated:
        this.policy.hit(slot);
        break;
      case kinds.renewed:
        this.admit(key);
        this.remove(slot);
        this.store(key, slot);
        break;
      case kinds.evicted:
        this.evict(slot, chunk.key[at + 1]!);
        break;
      case kinds.expired:
      case kinds.deleted:
        this.remove(slot);
        break;
    }
  }

  private canBe(chunk: Chunk, at: number): boolean {
    const slot = chunk.slot[at]!;
    const kind = chunk.kind[at]!;
    if (kind === kinds.miss) return true;
    if (kind === kinds.stored) return this.size < this.maxsize && this.isFree(slot);
    const key = chunk.key[at]!;
    const holds = slot > 0 && slot <= this.top && key > 0 && this.keyOfSlot[slot] === key;
    return holds && (kind !== kinds.evicted || (this.size === this.maxsize && makesRoom(chunk, at)));
  }

  private isFree(slot: number): boolean {
    return slot > 0 && slot <= this.top + 1 && !this.keyOfSlot[slot];
  }

  /** The key that comes in decides with: it is told next. */
  private evict(slot: number, incoming: number): void {
    this.evictions++;
    if (this.knowsVictims) {
      this.admit(incoming);
      if (this.policy.evict() !== slot) this.trust = 'broken';
    } else this.policy.remove(slot);
    this.forget(slot);
  }

  private store(key: number, slot: number): void {
    if (!this.isAdmitted) this.admit(key);
    this.isAdmitted = false;
    if (slot >= this.keyOfSlot.length) this.grow();
    this.top = Math.max(this.top, slot);
    this.policy.insert(slot);
    this.keyOfSlot[slot] = key;
    this.size++;
  }

  private admit(key: number): void {
    this.isAdmitted = true;
    this.policy.admit?.(this.prints.of(key));
  }

  private remove(slot: number): void {
    this.policy.remove(slot);
    this.forget(slot);
  }

  private forget(slot: number): void {
    this.keyOfSlot[slot] = 0;
    this.size--;
  }

  private begin(): void {
    if (this.trust === 'broken') return;
    this.trust = 'known';
    this.policy.clear();
    this.hits = this.misses = this.size = this.evictions = this.top = 0;
    this.isAdmitted = false;
    this.keyOfSlot.fill(0);
  }

  private grow(): void {
    const longer = new Int32Array(this.keyOfSlot.length * 2);
    longer.set(this.keyOfSlot);
    this.keyOfSlot = longer;
  }
}

/** The order of arrival, for a policy that nobody here knows. */
const anyOrder = policies[0]!;

/** Whether the entry that an eviction made room for stands where it must. */
function makesRoom(chunk: Chunk, at: number): boolean {
  const next = at + 1;
  return (
    next < chunk.size &&
    chunk.kind[next] === kinds.stored &&
    chunk.slot[next] === chunk.slot[at] &&
    chunk.cache[next] === chunk.cache[at]
  );
}

/** One for all copies of a state: the keys of a cache do not depend on the moment. */
class SharedPrints {
  constructor(readonly of: PrintOf) {}

  copy(): this {
    return this;
  }
}
