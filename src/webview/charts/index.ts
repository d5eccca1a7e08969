/** Every chart. */
export { history } from './history.tsx';
export { timings } from './timings.tsx';
