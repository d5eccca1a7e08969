import type { Workload } from '../workload.ts';
import { keyedWorkloads } from './keyed.ts';
import { memoWorkloads } from './memo.ts';
import { ownWorkloads } from './own.ts';

/** Everything that is measured. */
export const workloads: readonly Workload[] = [...memoWorkloads, ...keyedWorkloads, ...ownWorkloads];
