/** Every chart. */
export { callTree } from './callTree.tsx';
export { curves } from './curves.tsx';
export { entries } from './entries.tsx';
export { history } from './history.tsx';
export { inside } from './inside.tsx';
export { lifetimes } from './lifetimes.tsx';
export { missCauses } from './missCauses.tsx';
export { missRatio } from './missRatio.tsx';
export { numbers } from './numbers.tsx';
export { race } from './race.tsx';
export { ratioOverTime } from './ratioOverTime.tsx';
export { timings } from './timings.tsx';
