import { fingerprint } from '../engine/fingerprint.ts';
import type { CacheInfo, Observer, Teller } from '../engine/index.ts';
import { announce } from '../engine/announce.ts';
import { EventTeller } from '../engine/eventTeller.ts';
import { KeyIndex } from '../engine/keyIndex.ts';
import { findPolicy } from '../engine/policies/index.ts';
import { Store } from '../engine/store.ts';
import type { SharedKey } from './keys.ts';

/** What is known of an entry beside its value. Times are of this process' clock, in ms. */
export interface Life {
  /** When a copy is to be asked for again. */
  readonly deadline: number;
  /** When the entry itself is gone. */
  readonly expiry: number;
  /** How long the function took for it. */
  readonly took: number;
}

const GONE: Life = { deadline: -Infinity, expiry: -Infinity, took: 0 };

/** Finds slots also by what the server calls the entries. */
class NearIndex extends KeyIndex {
  readonly slotOf = new Map<string, number>();
  readonly remotes: string[] = [];

  name(slot: number, remote: string): void {
    this.slotOf.set(remote, slot);
    this.remotes[slot] = remote;
  }

  override remove(slot: number): void {
    this.slotOf.delete(this.remotes[slot] ?? '');
    this.remotes[slot] = '';
    super.remove(slot);
  }

  override clear(): void {
    this.slotOf.clear();
    this.remotes.length = 0;
    super.clear();
  }
}

/** How the copies are kept. */
export interface NearSettings {
  /** 0: there are none. */
  readonly limit: number;
  readonly policy: string;
  readonly seed: number;
}

/** The copies of one function in this process, and all that is counted and told of its calls. */
export class NearCopies {
  readonly store: Store;
  invalidated = 0;
  private readonly index: NearIndex;
  private readonly lives: Life[] = [];

  constructor(
    private readonly settings: NearSettings,
    name: string,
    observer: Observer | Teller | undefined,
  ) {
    const { limit, policy, seed } = settings;
    const spec = findPolicy(policy);
    const teller = typeof observer === 'function' ? new EventTeller(observer, 'near') : observer;
    this.index = new NearIndex(limit);
    this.store = new Store(limit, spec.create({ maxsize: limit, seed }), this.index, teller);
    announce(this.store, { by: 'memoizeShared', policy: spec.id, name, limit });
  }

  /** How many copies are found by what the server calls them. */
  get names(): number {
    return this.index.slotOf.size;
  }

  /** The slot of a copy that is good now, 0 where there is none. */
  find(key: string, now: number): number {
    const slot = this.index.find(key);
    if (slot === 0 || now < this.life(slot).deadline) return slot;
    this.store.remove(slot, 'expired');
    return 0;
  }

  life(slot: number): Life {
    return this.lives[slot] ?? GONE;
  }

  /** Keeps a copy, unless there is one. */
  put(key: SharedKey, value: unknown, life: Life, label: unknown): void {
    const { store, index } = this;
    const near = key.near;
    if (this.settings.limit === 0 || index.find(near) !== 0) return;
    store.policy.admit?.(fingerprint(near));
    const slot = store.claim();
    index.add(near, slot);
    index.name(slot, key.remote);
    this.lives[slot] = life;
    store.fill(slot, value, near, false, label, 0);
  }

  /** Takes out the copy of an entry that has changed. */
  drop(remote: string): void {
    const slot = this.index.slotOf.get(remote);
    if (slot === undefined) return;
    this.invalidated++;
    this.store.remove(slot, 'invalidated');
  }

  /** Takes out all copies, when it is not known which are good. The counters stay. */
  dropAll(): void {
    for (const remote of [...this.index.slotOf.keys()]) this.drop(remote);
  }

  clear(): void {
    this.invalidated = 0;
    this.store.clear('cleared');
  }

  info(now: number): CacheInfo {
    for (const slot of [...this.store.policy.slots()])
      if (now >= this.life(slot).deadline) this.store.remove(slot, 'expired');
    return this.store.info();
  }
}
