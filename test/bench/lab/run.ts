import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { Numbering } from '../../../src/engine/numbering.ts';
import { makeWorkload } from '../../../src/engine/index.ts';
import { cases, type Case } from './cases.ts';

/**
 * `npm run bench:lab` measures the lab on Zipf 1.0, 10 million requests for a million keys, and keeps the results;
 * `npm run bench:lab -- lru` only prints the cases whose id has that; `-- '' 1` takes one round instead of three. Each
 * case runs in a process of its own. The best round counts: other work on the machine only adds.
 */
const filter = process.argv[2] ?? '';
const rounds = Number(process.argv[3] ?? 3);
const here = import.meta.dirname;
const root = path.join(here, '../../..');

interface Figure {
  readonly rate: number;
  readonly fixed: number;
  /** Without the compiled loops, where there are any. */
  readonly plain?: number;
  readonly results: readonly number[];
}

const { assemblyPlugin } = createRequire(import.meta.url)('../../../assembly.js') as {
  readonly assemblyPlugin: Plugin;
};

async function main(): Promise<void> {
  mkdirSync(path.join(root, 'out'), { recursive: true });
  const folder = mkdtempSync(path.join(root, 'out/bench-'));
  try {
    const [worker, trace] = [path.join(folder, 'worker.cjs'), path.join(folder, 'trace')];
    await build({
      entryPoints: [path.join(here, 'worker.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'es2022',
      plugins: [assemblyPlugin],
      outfile: worker,
    });
    writeFileSync(trace, zipf());
    const rows = cases
      .filter(({ id }) => id.includes(filter))
      .map((each) => row(each, measure(worker, trace, each)));
    const text = [...heading(), ...rows, ''].join('\n');
    console.log(text);
    if (filter === '') writeFileSync(path.join(here, 'RESULTS.md'), text);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function zipf(): Int32Array {
  const numbering = new Numbering();
  const ids = new Int32Array(10_000_000);
  let at = 0;
  for (const key of makeWorkload('zipf', { requests: ids.length, keys: 1_000_000 }))
    ids[at++] = numbering.numberOf(key);
  return ids;
}

function measure(worker: string, trace: string, { id }: Case): readonly Figure[] {
  return Array.from({ length: rounds }).flatMap(() => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [worker, id, trace, '3'], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${id} failed: ${stderr}`);
    return JSON.parse(stdout) as Figure[];
  });
}

function row({ title, goal }: Case, figures: readonly Figure[]): string {
  const results = new Set(figures.flatMap((figure) => figure.results));
  if (results.size > 1) throw new Error(`${title} gives different counts.`);
  const best = Math.max(...figures.map(({ rate }) => rate));
  const ratio = Math.max(...figures.map(({ rate, fixed }) => rate / fixed));
  const gains = figures.flatMap(({ rate, plain }) => (plain === undefined ? [] : [rate / plain]));
  const gain = gains.sort((a, b) => a - b)[gains.length >> 1]?.toFixed(1) ?? '';
  const [misses] = results;
  return `| ${title} | ${best.toFixed(1)} | ${goal} | ${ratio.toFixed(3)} | ${gain} | ${misses!.toLocaleString('en')} |`;
}

function heading(): string[] {
  const [cpu] = os.cpus();
  return [
    '# Results of the last run of `npm run bench:lab`',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${os.cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${os.type()} ${os.arch()}, Node ${process.version}.`,
    `Zipf 1.0, 10 million requests for a million keys, one thread, time of the processor. The best of ${rounds} processes of three runs each. Every figure is lower while other work runs on the machine.`,
    'The fixed loop counts each request in an array and nothing else, in the same process right before: the ratio to it moves less with the machine than the figure does.',
    'What is compiled to WebAssembly is measured again without it, in the same process right after: the ratio is the median of all runs.',
    '',
    '| what | million requests a second | goal | ratio to the fixed loop | ratio to JavaScript | misses |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
  ];
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
