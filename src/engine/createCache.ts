import { announce } from './announce.ts';
import { fingerprint } from './fingerprint.ts';
import { KeyIndex } from './keyIndex.ts';
import { checkMaxsize, checkNames, checkSeed, isObserver, optional } from './options.ts';
import { findPolicy } from './policies/index.ts';
import type { Policy } from './policy.ts';
import { Store } from './store.ts';
import type { CacheInfo, Maxsize, Observer, Teller } from './types.ts';

/** The options of `createCache`. */
export interface KeyedCacheOptions {
  /** Is told what happens in the cache: as events, or as a `Teller` by slot. */
  readonly observer?: Observer | Teller | undefined;
  /** Where policies that roll dice begin. Default 1. */
  readonly seed?: number | undefined;
}

/** A cache with keys: a Map that holds at most `maxsize` entries. Keys are compared as in a Map (SameValueZero). */
export interface KeyedCache<K, V> {
  /** The number of entries. */
  readonly size: number;
  /** The value, or `undefined` when absent. A use of the entry; counted as hit or miss. */
  get(key: K): V | undefined;
  /** Stores a value. On a present key it replaces the value and is a use (FIFO and LIFO: the place stays). */
  set(key: K, value: V): void;
  /** Whether the key is present. Not a use. */
  has(key: K): boolean;
  /** The value without using the entry. */
  peek(key: K): V | undefined;
  /** Removes an entry. Returns whether there was one. */
  delete(key: K): boolean;
  /** Removes all entries and zeroes the counters. */
  clear(): void;
  /**
   * The keys. FIFO, LIFO: oldest first; LRU, MRU: least recently used first; LFU: in order of eviction. Policies that
   * divide the cache list one part after the other; each says so where it is defined.
   */
  keys(): K[];
  /** The counters. */
  info(): CacheInfo;
}

class PolicyCache<K, V> implements KeyedCache<K, V> {
  private readonly index: KeyIndex;
  private readonly store: Store;

  constructor(policyId: string, policy: Policy, limit: number, observer: Observer | Teller | undefined) {
    this.index = new KeyIndex(limit);
    this.store = new Store(limit, policy, this.index, observer);
    announce(this.store, { by: 'createCache', policy: policyId, limit });
  }

  get size(): number {
    return this.store.size;
  }

  get(key: K): V | undefined {
    const slot = this.index.find(key);
    if (slot !== 0) return this.store.hit(slot) as V;
    this.store.miss(key, false, key);
    return undefined;
  }

  set(key: K, value: V): void {
    const slot = this.index.find(key);
    if (slot !== 0) {
      this.store.replace(slot, value);
    } else if (this.store.limit > 0) {
      this.store.policy.admit?.(fingerprint(key));
      const free = this.store.claim();
      this.index.add(key, free);
      this.store.fill(free, value, key, false, key, 0);
    }
  }

  has(key: K): boolean {
    return this.index.find(key) !== 0;
  }

  peek(key: K): V | undefined {
    return this.store.values[this.index.find(key)] as V | undefined;
  }

  delete(key: K): boolean {
    const slot = this.index.find(key);
    if (slot === 0) return false;
    this.store.remove(slot, 'deleted');
    return true;
  }

  clear(): void {
    this.store.clear('cleared');
  }

  keys(): K[] {
    return Array.from(this.store.policy.slots(), (slot) => this.index.key(slot) as K);
  }

  info(): CacheInfo {
    return this.store.info();
  }
}

/**
 * A keyed cache with any policy of `policies`. `maxsize` follows the rules of `lruCache`.
 * Throws a `TypeError` on an unknown policy, option or `maxsize`.
 *
 * @example
 * const pages = createCache<string, string>('lru', 2);
 * pages.set('a', '1');
 * pages.set('b', '2');
 * pages.get('a');
 * pages.set('c', '3');
 * pages.keys(); // ['a', 'c']
 */
export function createCache<K = unknown, V = unknown>(
  policyId: string,
  maxsize?: Maxsize,
  options: KeyedCacheOptions = {},
): KeyedCache<K, V> {
  checkNames(options, 'createCache', ['observer', 'seed']);
  const observer = optional(options.observer, 'observer', 'a function', undefined, isObserver);
  const seed = checkSeed(options.seed);
  const limit = checkMaxsize(maxsize);
  const policy = findPolicy(policyId).create({ maxsize: limit, seed });
  return new PolicyCache<K, V>(policyId, policy, limit, observer);
}
