import type { Adapter } from './adapter.ts';
import { lodash } from './lodash.ts';
import { lruCache } from './lruCache.ts';
import { memoizee } from './memoizee.ts';
import { mnemonist } from './mnemonist.ts';
import { quickLru } from './quickLru.ts';
import { tinyLru } from './tinyLru.ts';
import { ttlCache } from './ttlCache.ts';

/** The libraries that are heard. A further one is a file here and a line in this list. */
export const adapters: readonly Adapter[] = [
  lruCache,
  memoizee,
  lodash,
  quickLru,
  mnemonist,
  ttlCache,
  tinyLru,
];
