import type { WorkloadSpec } from '../workload.ts';

/** Every key once. */
export const scan: WorkloadSpec = {
  id: 'scan',
  title: 'Scan',
  lesson: 'No key comes twice, as in a backup: there is nothing that a cache of any size could answer.',
  create() {
    let next = 0;
    return () => next++;
  },
};
