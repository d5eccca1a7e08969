import type { WorkloadSpec } from '../workload.ts';

/** All keys in turn, again and again. */
export const loop: WorkloadSpec = {
  id: 'loop',
  title: 'Loop',
  lesson:
    'All keys in turn, again and again, as a report reads a table. LRU answers nothing until there is room for all of them; MRU keeps what it can.',
  create({ keys }) {
    let next = 0;
    return () => next++ % keys;
  },
};
