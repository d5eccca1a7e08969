export { advise, loadChange, type Advice, type AdviceInputs, type Cliff, type Sized } from './advice.ts';
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
export { codeOf } from './compiled/code.ts';
export {
  compiledPolicies,
  createLoop,
  nextUsesOf,
  NEVER,
  type Loop,
  type LoopOptions,
} from './loops/index.ts';
export type { MissCauses } from './outcomes.ts';
export { slide, windowsIn, windowsOf } from './windows.ts';
export { CHUNK, chunksOf, part, type Requests, type Trace } from './trace.ts';
export { recommendPolicy, type PolicyAdvice } from './recommend.ts';
export { recordedTrace, type RecordedTrace } from './recorded.ts';
export { adviceWords, loadChangeWords, policyWords, worthWords, type Wording } from './words.ts';
export { readingWords } from './readingWords.ts';
export { ReuseCounter, worthOf, type Costs, type Reuse, type Worth } from './worth.ts';
export { SampledCurve, type Sample } from './sampledCurve.ts';
export {
  canSample,
  isEnoughToSample,
  LEAST_SIZE,
  sampleError,
  sampleSize,
  wholeMisses,
  wholeReuse,
} from './sampling.ts';
