export { compactCurve, curve, curveAt } from './curve';
export { fifo } from './fifo';
export { greatest } from './greatest';
export { lfu } from './lfu';
export { lru } from './lru';
export { sieve } from './sieve';

/** From here on memory is not in use. */
export const free: usize = __heap_base;
