export { type Advice, type AdviceInputs, type Sized } from './advice.ts';
export { Curve, sizesToDraw, type CurveData } from './curve.ts';
export { curveOf, GrowingCurve } from './growingCurve.ts';
export { adviseOnLimit, type LimitAdvice } from './limit.ts';
export {
  longestFirst,
  PolicyRun,
  runJob,
  type Job,
  type JobOptions,
  type RunCounts,
  type RunResult,
} from './runs.ts';
export { createLoop, nextUsesOf, NEVER, type Loop, type LoopOptions } from './loops/index.ts';
export type { MissCauses } from './outcomes.ts';
export { slide, windowsOf } from './windows.ts';
export { CHUNK, chunksOf, part, type Requests, type Trace } from './trace.ts';
