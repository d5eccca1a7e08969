import { TTLCache } from '@isaacs/ttlcache';
import { SieveCache } from '@neophi/sieve-cache';
import { createLRU } from 'lru.min';
import { LRUCache } from 'lru-cache';
import lruMap from 'lru_map';
import { LRUCache as MnemonistCache, LRUMap as MnemonistMap } from 'mnemonist';
import QuickLRU from 'quick-lru';
import { lru } from 'tiny-lru';
import { LruMap } from 'toad-cache';
import { createCache } from '../../../src/engine/index.ts';
import type { Keyed, KeyedSubject } from '../subject.ts';

/** The least a cache can be: oldest insertion out, with one iterator for life. */
class FifoOnMap implements Keyed {
  private readonly map = new Map<unknown, unknown>();
  private readonly oldest = this.map.keys();

  constructor(private readonly size: number) {}

  get(key: unknown): unknown {
    return this.map.get(key);
  }

  set(key: unknown, value: unknown): void {
    if (this.map.size >= this.size && !this.map.has(key)) this.map.delete(this.oldest.next().value);
    this.map.set(key, value);
  }
}

export const keyed: readonly KeyedSubject[] = [
  { name: 'cachebook', create: (size) => createCache('lru', size) },
  { name: 'Map', create: () => new Map() },
  { name: 'FIFO on Map', create: (size) => new FifoOnMap(size) },
  { name: 'lru-cache', create: (max) => new LRUCache<object, object>({ max }) },
  { name: 'mnemonist LRUCache', create: (size) => new MnemonistCache<number, unknown>(size) },
  { name: 'mnemonist LRUMap', create: (size) => new MnemonistMap<unknown, unknown>(size) },
  { name: 'quick-lru', create: (maxSize) => new QuickLRU<unknown, unknown>({ maxSize }) },
  { name: 'tiny-lru', create: (size) => lru(size) },
  { name: 'lru.min', create: (max) => createLRU({ max }) },
  { name: 'lru_map', create: (size) => new lruMap.LRUMap<unknown, unknown>(size) },
  { name: 'toad-cache', create: (size) => new LruMap(size) },
  { name: '@neophi/sieve-cache', create: (size) => new SieveCache<unknown, unknown>(size) },
  { name: '@isaacs/ttlcache', create: (max) => new TTLCache<unknown>({ max, ttl: 1e9 }) },
];
