export { advise, type Advice, type AdviceInputs, type Sized } from './advice.ts';
export { Curve, sizesToDraw, type CurveData } from './curve.ts';
export { curveOf, GrowingCurve } from './growingCurve.ts';
export { adviseOnLimit, type LimitAdvice } from './limit.ts';
export { runJob, type Job, type JobOptions, type PolicyRun, type RunCounts, type RunResult } from './runs.ts';
export { CHUNK, chunksOf, part, type Requests, type Trace } from './trace.ts';
