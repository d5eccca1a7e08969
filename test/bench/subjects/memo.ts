import fastMemoize from 'fast-memoize';
import lodashMemoize from 'lodash.memoize';
import memoize from 'memoize';
import memoizee from 'memoizee';
import { memoize as microMemoize } from 'micro-memoize';
import { lruMemoize, weakMapMemoize } from 'reselect';
import { lruCache, type CacheControls } from '../../../src/engine/index.ts';
import type { Memoized, MemoSubject } from '../subject.ts';

/** Libraries type their functions in many ways; here they are all the same. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- a cast that is read as one
const as = <F>(cached: unknown): F => cached as F;

export const memo: readonly MemoSubject[] = [
  {
    name: 'cachebook',
    args: 2,
    wrap: (fn, size) => lruCache(fn, { maxsize: size }),
    clear: (cached) => as<CacheControls<Memoized>>(cached).cacheClear(),
  },
  { name: 'fast-memoize', args: 2, wrap: (fn) => as(fastMemoize(fn)) },
  { name: 'memoize', args: 1, wrap: (fn) => as(memoize(fn)) },
  {
    name: 'memoizee',
    args: 2,
    wrap: (fn, max) => as(memoizee(fn, { max, primitive: true })),
    clear: (cached) => as<{ clear(): void }>(cached).clear(),
  },
  {
    name: 'micro-memoize',
    args: 2,
    wrap: (fn, maxSize) => as(microMemoize(as<(...args: unknown[]) => unknown>(fn), { maxSize })),
    clear: (cached) => as<{ cache: { clear(reason?: string): void } }>(cached).cache.clear(),
  },
  { name: 'lodash.memoize', args: 1, wrap: (fn) => as(lodashMemoize(as<(a: unknown) => unknown>(fn))) },
  {
    name: 'reselect lruMemoize',
    args: 2,
    wrap: (fn, maxSize) => as(lruMemoize(as<(...args: unknown[]) => unknown>(fn), { maxSize })),
    clear: (cached) => as<{ clearCache(): void }>(cached).clearCache(),
  },
  {
    name: 'reselect weakMapMemoize',
    args: 2,
    wrap: (fn) => as(weakMapMemoize(as<(...args: unknown[]) => unknown>(fn))),
  },
];
