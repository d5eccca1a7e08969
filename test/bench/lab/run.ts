import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { Numbering } from '../../../src/engine/numbering.ts';
import { makeWorkload } from '../../../src/engine/index.ts';
import { cases, files, type Case, type FileCase } from './cases.ts';
import type { Figure } from './figure.ts';

/**
 * `npm run bench:lab` measures the lab on Zipf 1.0, 10 million requests for a million keys, and keeps the results;
 * `npm run bench:lab -- lru` only prints the cases whose id has that; `-- '' 1` takes one round instead of three. Each
 * case runs in a process of its own. The best round counts: other work on the machine only adds.
 */
const filter = process.argv[2] ?? '';
const rounds = Number(process.argv[3] ?? 3);
const here = import.meta.dirname;
const root = path.join(here, '../../..');

const { assemblyPlugin } = createRequire(import.meta.url)('../../../assembly.js') as {
  readonly assemblyPlugin: Plugin;
};

async function main(): Promise<void> {
  mkdirSync(path.join(root, 'out'), { recursive: true });
  const folder = mkdtempSync(path.join(root, 'out/bench-'));
  try {
    const trace = path.join(folder, 'trace');
    await build({
      entryPoints: {
        worker: path.join(here, 'worker.ts'),
        fileWorker: path.join(here, 'fileWorker.ts'),
        lab: path.join(root, 'src/kernel/node/lab/main.ts'),
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'es2022',
      plugins: [assemblyPlugin],
      outdir: folder,
    });
    const keys = zipf();
    writeFileSync(trace, numbered(keys));
    const rows = [
      ...chosen(cases).map((each) => row(each, measure([script(folder, 'worker'), each.id, trace]))),
      ...chosen(files).map((each) => row(each, measureFile(folder, trace, keys, each))),
    ];
    const text = [...heading(), ...rows, ''].join('\n');
    console.log(text);
    if (filter === '') writeFileSync(path.join(here, 'RESULTS.md'), text);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const chosen = <C extends { readonly id: string }>(all: readonly C[]): C[] =>
  all.filter(({ id }) => id.includes(filter));

const script = (folder: string, name: string): string => path.join(folder, `${name}.js`);

function zipf(): Int32Array {
  return Int32Array.from(makeWorkload('zipf', { requests: 10_000_000, keys: 1_000_000 }), Number);
}

/** The keys numbered in the order in which they come. */
function numbered(keys: Int32Array): Int32Array {
  const numbering = new Numbering();
  return keys.map((key) => numbering.numberOf(key));
}

function measureFile(folder: string, trace: string, keys: Int32Array, each: FileCase): readonly Figure[] {
  const place = path.join(folder, 'requests');
  const file = openSync(place, 'w');
  for (let at = 0; at < keys.length; at += 65_536)
    writeSync(file, Buffer.concat(Array.from(keys.subarray(at, at + 65_536), (key) => each.record(key))));
  closeSync(file);
  return measure([script(folder, 'fileWorker'), script(folder, 'lab'), trace, place]);
}

function measure(args: readonly string[]): readonly Figure[] {
  return Array.from({ length: rounds }).flatMap(() => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...args, '3'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`);
    return JSON.parse(stdout) as Figure[];
  });
}

function row({ title, goal }: Case | FileCase, figures: readonly Figure[]): string {
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
    'From a file: what the process of the lab takes by the clock to read 240 MB, one key of 23 letters per line or a record of oracleGeneral, and to say what LRU of 100,000 misses. It counts the exact curve of all sizes and of four parts of the file in that time, with two threads.',
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
