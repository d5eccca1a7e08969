import { readFileSync } from 'node:fs';
import { code } from '../../../src/kernel/node/lab/code.ts';
import { cases } from './cases.ts';
import { fixedLoop, seconds, type Figure } from './figure.ts';

// One process measures one case: what others taught the compiler must not count.
const [id, file, repeats] = process.argv.slice(2);
const chosen = cases.find((each) => each.id === id)!;
const bytes = readFileSync(file!);
const ids = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const count = fixedLoop(ids);
const distinct = count();

const figures = Array.from({ length: Number(repeats) }, (): Figure => {
  const fixed = seconds(count);
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
