import { workloads } from './workloads/index.ts';

// One process measures one subject in one workload: what others taught the compiler must not count.
const [id, subject, repeats] = process.argv.slice(2);
const run = workloads.find((workload) => workload.id === id)!.prepare(subject!);
const figures = Array.from({ length: Number(repeats) }, () => run());
process.stdout.write(JSON.stringify(figures));
