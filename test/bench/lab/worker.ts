import { readFileSync } from 'node:fs';
import { code } from '../../../src/kernel/node/lab/code.ts';
import { cases } from './cases.ts';

// One process measures one case: what others taught the compiler must not count.
const [id, file, repeats] = process.argv.slice(2);
const chosen = cases.find((each) => each.id === id)!;
const bytes = readFileSync(file!);
const ids = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const distinct = ids.reduce((most, key) => Math.max(most, key + 1), 0);
const counts = new Int32Array(distinct);

/** What all is compared with: each request counts its key. It tells the machine of this moment. */
function fixedLoop(): number {
  for (const id of ids) counts[id]!++;
  return counts[0]!;
}

/** Seconds of this process's own time: other work on the machine only adds to the time of the clock. */
function seconds(task: () => number): { readonly took: number; readonly result: number } {
  const before = process.cpuUsage();
  const result = task();
  const { user, system } = process.cpuUsage(before);
  return { took: (user + system) / 1e6, result };
}

fixedLoop();
const figures = Array.from({ length: Number(repeats) }, () => {
  const fixed = seconds(fixedLoop);
  const own = seconds(() => chosen.run(ids, distinct, code));
  const plain = chosen.isCompiled ? seconds(() => chosen.run(ids, distinct)) : undefined;
  return {
    rate: ids.length / own.took / 1e6,
    fixed: ids.length / fixed.took / 1e6,
    ...(plain && { plain: ids.length / plain.took / 1e6 }),
    results: [own.result, ...(plain ? [plain.result] : [])],
  };
});
process.stdout.write(JSON.stringify(figures));
