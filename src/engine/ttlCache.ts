import { createDecorator } from './decorate.ts';
import { createMemo } from './memo.ts';
import { checkMaxsize, checkOptions, checkSeconds, memoNames } from './options.ts';
import { lru } from './policies/lru.ts';
import type { Policy } from './policy.ts';
import { SlotList } from './slotList.ts';
import type { Store } from './store.ts';
import type { LifetimeOptions } from './timedLruCache.ts';
import type { CacheDecorator, Clock, Maxsize } from './types.ts';

/** Adds lifetimes to a policy. All are equally long, so entries expire in the order in which they came. */
class Expiring implements Policy {
  private readonly arrivals: SlotList;
  private readonly expiry: number[] = [];
  private now = 0;

  constructor(
    private readonly inner: Policy,
    private readonly clock: Clock,
    private readonly lifetime: number,
    maxsize: number,
  ) {
    this.arrivals = new SlotList(maxsize);
  }

  insert(slot: number): void {
    this.inner.insert(slot);
    this.arrivals.push(slot);
    this.expiry[slot] = this.now + this.lifetime;
  }

  hit(slot: number): void {
    this.inner.hit(slot);
  }

  evict(): number {
    const slot = this.inner.evict();
    this.arrivals.remove(slot);
    return slot;
  }

  remove(slot: number): void {
    this.inner.remove(slot);
    this.arrivals.remove(slot);
  }

  clear(): void {
    this.inner.clear();
    this.arrivals.clear();
  }

  slots(): Iterable<number> {
    return this.inner.slots();
  }

  /** How long after the last look at the clock an entry expires. */
  left(slot: number): number {
    return this.expiry[slot]! - this.now;
  }

  sweep(store: Store): void {
    this.now = this.clock.now();
    for (let slot = this.arrivals.oldest; slot !== 0; slot = this.arrivals.oldest) {
      if (this.expiry[slot]! > this.now) return;
      store.remove(slot, 'expired');
    }
  }
}

/**
 * `lruCache` in which every entry has its own lifetime: `seconds` from the end of its computation. Hits do not
 * prolong it. An entry is gone when its time has come, and no longer counted in `currsize`.
 *
 * Throws a `TypeError` or `RangeError` unless `seconds` is a finite number above 0.
 *
 * @example
 * const article = ttlCache(10)(async (url: string) => (await fetch(url)).text());
 */
export function ttlCache(seconds: number, maxsize?: Maxsize, options: LifetimeOptions = {}): CacheDecorator {
  const lifetime = checkSeconds(seconds);
  const checked = { ...checkOptions(options, 'ttlCache', memoNames), limit: checkMaxsize(maxsize) };
  return createDecorator('ttlCache', (fn) => {
    const policy = new Expiring(
      lru.create({ maxsize: checked.limit, seed: 1 }),
      checked.clock,
      lifetime,
      checked.limit,
    );
    const sweep = (store: Store): void => policy.sweep(store);
    const expiry = { isShared: false, left: (slot: number) => policy.left(slot) };
    return createMemo(fn, checked, {
      by: 'ttlCache',
      policyId: 'lru',
      policy,
      beforeCall: sweep,
      sweep,
      expiry,
    });
  });
}
