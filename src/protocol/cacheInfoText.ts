import type { CacheCounts } from './session.ts';

/** The counters as Python prints them: `CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)`. */
export function cacheInfoText({ hits, misses, maxsize, currsize }: CacheCounts): string {
  return `CacheInfo(hits=${hits}, misses=${misses}, maxsize=${maxsize ?? 'None'}, currsize=${currsize})`;
}
