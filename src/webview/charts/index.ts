/** Every chart. */
export { entries } from './entries.tsx';
export { history } from './history.tsx';
export { numbers } from './numbers.tsx';
export { timings } from './timings.tsx';
