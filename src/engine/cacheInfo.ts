import type { CacheInfo } from './types.ts';

class Snapshot implements CacheInfo {
  constructor(
    readonly hits: number,
    readonly misses: number,
    readonly maxsize: number | null,
    readonly currsize: number,
  ) {
    Object.freeze(this);
  }

  *[Symbol.iterator](): Generator<number | null> {
    yield this.hits;
    yield this.misses;
    yield this.maxsize;
    yield this.currsize;
  }

  toString(): string {
    const maxsize = this.maxsize ?? 'None';
    return `CacheInfo(hits=${this.hits}, misses=${this.misses}, maxsize=${maxsize}, currsize=${this.currsize})`;
  }
}

/** A snapshot of counters. `limit` is `Infinity` for an unbounded cache and is reported as `null`. */
export function createCacheInfo(hits: number, misses: number, limit: number, currsize: number): CacheInfo {
  return new Snapshot(hits, misses, limit === Infinity ? null : limit, currsize);
}
