export { arc } from './arc';
export { clock } from './clock';
export { compactCurve, curve, curveAt } from './curve';
export { fifo } from './fifo';
export { greatest } from './greatest';
export { lfu } from './lfu';
export { lifo } from './lifo';
export { lru } from './lru';
export { mru } from './mru';
export { s3Fifo } from './s3Fifo';
export { sieve } from './sieve';
export { sketchAt } from './sketch';
export { slru } from './slru';
export { twoQueues } from './twoQueues';
export { windowTinyLfu } from './windowTinyLfu';

/** From here on memory is not in use. */
export const free: usize = __heap_base;
