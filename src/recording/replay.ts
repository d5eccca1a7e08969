import { policies } from '../engine/index.ts';
import type { Policy, PolicySpec } from '../engine/index.ts';
import { ListPolicy } from '../engine/listPolicy.ts';
import { count, noCounts } from './counts.ts';
import { isElsewhere, kinds, LAST_RESUMED_SLOT, type CacheFacts, type Chunk, type Counts } from './events.ts';

const { made, hit, miss, stored, updated, renewed, evicted, expired, deleted, cleared, expiredAll, resumed } =
  kinds;
const { invalidated } = kinds;

/** The fingerprint of a key by its number: what some policies decide by. */
export type PrintOf = (key: number) => number;

/** What the cache had counted when its recording went on, at the event with this number. */
export type CountsOf = (number: number) => Counts | undefined;

/**
 * `lost` before the cache was made, and after events that nobody has, until it is told anew; `broken` for good.
 * `unordered`: the entries and counters are known, but of who leaves next more than was told decides.
 */
export type Trust = 'known' | 'unordered' | 'lost' | 'broken';

/**
 * One cache at one moment: what a fresh cache would be after the same events, by the engine's own policy. Columns may
 * be made up by the code that a kernel runs, and a policy that is led astray could run for ever: each event is looked
 * at before, and the first that cannot have happened ends the replay.
 */
export class CacheReplay {
  /** Whatever is known of its entries. */
  readonly counts = noCounts();
  size = 0;
  /** Whether there was an event. */
  hasBegun = false;
  trust: Trust = 'lost';
  /** The number of the key in each slot, 0 where there is none. */
  keyOfSlot = new Int32Array(64);
  policy: Policy;
  readonly maxsize: number;
  /** No slot above was in use: the engine takes the next one only when all below are. */
  private top = 0;
  /** Whether the policy knows already which key comes in. */
  private isAdmitted = false;
  /** How many entries are still to come after its recording went on. */
  private awaited = 0;
  private readonly facts: SharedFacts;

  constructor(facts: ReplayedFacts, printOf: PrintOf, countsOf: CountsOf = () => undefined) {
    this.facts = new SharedFacts(facts, printOf, countsOf);
    this.maxsize = facts.maxsize ?? Infinity;
    this.policy = this.facts.newPolicy();
  }

  /** Whether all is known: not where events are missing or cannot have happened, and not before the cache was made. */
  get isKnown(): boolean {
    return this.trust === 'known' && this.awaited === 0;
  }

  /** Whether the policy must choose the victims that are told: not one that the registry does not have. */
  get knowsVictims(): boolean {
    return this.trust !== 'unordered' && this.facts.isRegistered;
  }

  /** The same cache before its first event. */
  anew(): CacheReplay {
    return new CacheReplay(this.facts.facts, this.facts.printOf, this.facts.countsOf);
  }

  /** Takes in the event at a place of a chunk, which must be one of this cache. */
  apply(chunk: Chunk, at: number): void {
    const kind = chunk.kind[at]!;
    this.hasBegun = true;
    const told = kind === resumed ? this.facts.countsOf(chunk.first + at) : undefined;
    if (told) Object.assign(this.counts, told);
    count(this.counts, kind, chunk.slot[at]!);
    if (this.trust === 'broken') return;
    if (kind === made || kind === cleared || kind === expiredAll) this.begin();
    else if (kind === resumed) this.resume(chunk.slot[at]!);
    else if (this.trust !== 'lost') {
      if (this.canBe(chunk, at)) this.follow(kind, chunk, at);
      else this.trust = 'broken';
    }
  }

  /** Says that events are missing: nothing is known until the next clear. */
  lose(): void {
    if (this.trust !== 'broken') this.trust = 'lost';
  }

  private follow(kind: number, chunk: Chunk, at: number): void {
    const slot = chunk.slot[at]!;
    const key = chunk.key[at]!;
    switch (kind) {
      case hit:
        this.policy.hit(slot);
        break;
      case stored:
        this.store(key, slot);
        break;
      case updated:
        this.policy.hit(slot);
        break;
      case renewed:
        this.admit(key);
        this.remove(slot);
        this.store(key, slot);
        break;
      case evicted:
        this.evict(slot, chunk.key[at + 1]!);
        break;
      case expired:
      case deleted:
      case invalidated:
        this.remove(slot);
        break;
    }
  }

  private canBe(chunk: Chunk, at: number): boolean {
    const slot = chunk.slot[at]!;
    const kind = chunk.kind[at]!;
    if (kind === miss || isElsewhere(kind)) return true;
    if (kind === stored) return this.size < this.maxsize && this.isFree(slot);
    const key = chunk.key[at]!;
    const holds = slot > 0 && slot <= this.top && key > 0 && this.keyOfSlot[slot] === key;
    if (kind !== evicted || !this.chooses) return holds;
    return holds && this.size === this.maxsize && makesRoom(chunk, at);
  }

  /**
   * Whether the policy decides who leaves, which it does to make room. What it does not know, or what has no limit to
   * its number of entries, lets go of them for reasons of its own, as their sizes.
   */
  private get chooses(): boolean {
    return this.facts.isRegistered && this.maxsize !== Infinity;
  }

  private isFree(slot: number): boolean {
    return slot > 0 && slot <= this.top + 1 && !this.keyOfSlot[slot];
  }

  /** The key that comes in decides with: it is told next. */
  private evict(slot: number, incoming: number): void {
    if (this.knowsVictims && this.chooses) {
      this.admit(incoming);
      if (this.policy.evict() !== slot) this.trust = 'broken';
    } else this.policy.remove(slot);
    this.forget(slot);
  }

  private store(key: number, slot: number): void {
    if (!this.isAdmitted) this.admit(key);
    this.isAdmitted = false;
    if (slot >= this.keyOfSlot.length) this.grow(slot);
    this.top = Math.max(this.top, slot);
    this.policy.insert(slot);
    this.keyOfSlot[slot] = key;
    this.size++;
    if (this.awaited > 0) this.awaited--;
  }

  private admit(key: number): void {
    this.isAdmitted = true;
    this.policy.admit?.(this.facts.printOf(key));
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
    if (this.trust === 'unordered') this.policy = this.facts.newPolicy();
    this.trust = 'known';
    this.policy.clear();
    this.awaited = 0;
    this.size = this.top = 0;
    this.isAdmitted = false;
    this.keyOfSlot.fill(0);
  }

  /** Goes on with the entries that follow: in their order, which is all where the policy is a list. */
  private resume(entries: number): void {
    this.begin();
    this.awaited = entries;
    this.top = Math.min(this.maxsize, LAST_RESUMED_SLOT); // In what order its slots came into use is not known.
    if (this.counts.currsize > 0) this.trust = 'lost'; // There are more than follow.
    else if (!isOneList(this.policy)) {
      this.trust = 'unordered';
      this.policy = anyOrder.create({ maxsize: this.maxsize, seed: 1 });
    }
  }

  private grow(slot: number): void {
    const longer = new Int32Array(Math.max(slot + 1, this.keyOfSlot.length * 2));
    longer.set(this.keyOfSlot);
    this.keyOfSlot = longer;
  }
}

/** Whether the order of a policy's slots is all that it remembers. */
export const isOneList = (policy: Policy): boolean =>
  policy.layout === undefined && policy instanceof ListPolicy;

/** The order of arrival, for a policy that nobody here knows. */
const anyOrder = policies[0]!;

/** Whether the entry that an eviction made room for stands where it must. */
function makesRoom(chunk: Chunk, at: number): boolean {
  const next = at + 1;
  return (
    next < chunk.size &&
    chunk.kind[next] === stored &&
    chunk.slot[next] === chunk.slot[at] &&
    chunk.cache[next] === chunk.cache[at]
  );
}

type ReplayedFacts = Pick<CacheFacts, 'policy' | 'maxsize' | 'seed'>;

/** What does not depend on the moment: one for all states of a cache. */
class SharedFacts {
  readonly isShared = true;
  private readonly spec: PolicySpec | undefined;

  constructor(
    readonly facts: ReplayedFacts,
    readonly printOf: PrintOf,
    readonly countsOf: CountsOf,
  ) {
    this.spec = policies.find(({ id }) => id === facts.policy);
  }

  get isRegistered(): boolean {
    return this.spec !== undefined;
  }

  newPolicy(): Policy {
    const { maxsize, seed } = this.facts;
    return (this.spec ?? anyOrder).create({ maxsize: maxsize ?? Infinity, seed });
  }
}
