export { cache, lruCache } from './lruCache.ts';
export { createCache, type KeyedCache, type KeyedCacheOptions } from './createCache.ts';
export { memoize, type MemoizeOptions } from './memoize.ts';
export {
  isMissRatioCurve,
  missRatioCurve,
  startMissRatioCurve,
  type CurveOptions,
  type MissRatioCurve,
  type RunningMissRatioCurve,
  type SimulatedSizes,
} from './missRatioCurve.ts';
export { optimal, policies } from './policies/index.ts';
export type { Policy, PolicyDescription, PolicySettings, PolicySpec, Segment } from './policy.ts';
export { simulate, startSimulation, type RunningSimulation, type Simulation } from './simulate.ts';
export { timedLruCache, type LifetimeOptions } from './timedLruCache.ts';
export { timeit, type TimeitOptions, type Timing } from './timeit.ts';
export { ttlCache } from './ttlCache.ts';
export type {
  AnyFunction,
  Cached,
  CacheControls,
  CacheDecorator,
  CacheEvent,
  CacheInfo,
  Clock,
  Entry,
  Maxsize,
  MemoOptions,
  Observed,
  Observer,
  RemovalCause,
  Teller,
  Totals,
  Where,
} from './types.ts';
export type { WorkloadSettings, WorkloadSpec } from './workload.ts';
export { findWorkload, makeWorkload, workloads } from './workloads/index.ts';
