import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { cases } from './cases.ts';
import type { Figure } from './figure.ts';
import { quantile } from './figure.ts';

/**
 * `npm run bench:recording` measures what it costs to record, and keeps the results; `-- 1` takes one round instead of
 * three. Code is bundled, because what is compiled file by file is slower. Of several rounds the least counts, of each
 * delta too: other work on the machine only adds.
 */
const rounds = Number(process.argv[2] ?? 3);
const here = import.meta.dirname;
const root = path.join(here, '../../..');

mkdirSync(path.join(root, 'out'), { recursive: true });
const folder = mkdtempSync(path.join(root, 'out/bench-'));
try {
  build();
  const figures = [...events(), ...lines(), ...flood(), ...deltas()];
  const text = `${heading()}\n${table(figures)}`;
  console.log(text);
  writeFileSync(path.join(here, '../RECORDING.md'), text);
} finally {
  rmSync(folder, { recursive: true });
}

function build(): void {
  const common = { bundle: true, platform: 'node', logLevel: 'error' } as const;
  const kernel = path.join(root, 'src/kernel');
  buildSync({
    ...common,
    minify: true,
    entryPoints: { kernel: path.join(kernel, 'node/main.ts'), player: path.join(kernel, 'player.ts') },
    outdir: path.join(folder, 'dist'),
  });
  symlinkSync(path.join(root, 'node_modules/pyodide'), path.join(folder, 'dist/pyodide'), 'junction');
  buildSync({
    ...common,
    entryPoints: [path.join(here, 'worker.ts')],
    outfile: path.join(folder, 'worker.mjs'),
    format: 'esm',
    alias: { vscode: path.join(root, 'test/unit/host/stub/vscode.ts') },
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
}

/** The figures of each round. */
function runs(...args: (string | number)[]): number[][] {
  return Array.from({ length: rounds }, () => {
    const command = [path.join(folder, 'worker.mjs'), folder, ...args.map(String)];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`);
    return JSON.parse(stdout) as number[];
  });
}

/** Of each figure the least. */
function least(all: number[][]): number[] {
  return (all[0] ?? []).map((_, place) => Math.min(...all.map((figures) => figures[place] ?? Infinity)));
}

function events(): Figure[] {
  return cases.flatMap((name, place) => {
    const [recorded = 0, measured = 0, unwatched = 0] = least(runs('events', place));
    return [
      {
        title: `${name}: recorded, more than measured`,
        value: recorded - measured,
        unit: 'ns an event',
        aim: '≤ 60',
      },
      {
        title: `${name}: by timeit, against a cache that was never watched`,
        value: measured / unwatched,
        unit: 'times',
        aim: '≤ 1.3',
      },
    ];
  });
}

function lines(): Figure[] {
  return ['JavaScript', 'Python'].map((language, place) => {
    const [ns = 0] = least(runs('lines', place));
    return {
      title: `the line of each of the first 10,000 events: ${language}`,
      value: ns / 1000,
      unit: 'µs an event',
      aim: '',
    };
  });
}

function flood(): Figure[] {
  const all = runs('flood');
  const longest = Math.min(...all.map(([, ms = 0]) => ms));
  const rate = Math.max(...all.map(([perSecond = 0]) => perSecond));
  return [
    { title: 'a flood of 8,000,000 events: from the kernel to the host', value: rate / 1e6, unit: 'million a second', aim: '≥ 1' },
    { title: 'a flood: longest stretch of the host', value: longest, unit: 'ms', aim: '≤ 50' },
  ]; // oxfmt-ignore
}

function deltas(): Figure[] {
  return [
    ...ofDeltas('host, all of 1,000 caches used in a frame', 'host', 1000, 3),
    ...ofDeltas('host, all of 1,000 caches busy in a frame', 'host', 1000, 16),
    ...ofDeltas('host, 3 of 1,000 caches used in a frame', 'host', 3, 1000),
    ...ofDeltas('page, all of 1,000 caches used in a frame', 'page', 1000, 3),
  ];
}

function ofDeltas(title: string, ...args: (string | number)[]): Figure[] {
  const times = least(runs(...args));
  return [
    { title: `${title}: median`, value: quantile(times, 0.5), unit: 'ms a delta', aim: '≤ 4' },
    { title: `${title}: 99 of 100`, value: quantile(times, 0.99), unit: 'ms a delta', aim: '≤ 4' },
    { title: `${title}: longest`, value: quantile(times, 1), unit: 'ms a delta', aim: '' },
  ];
}

function heading(): string {
  const [cpu] = os.cpus();
  return [
    '# Results of the last run of `npm run bench:recording`',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${os.cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${os.type()} ${os.arch()}, Node ${process.version}. The least of ${rounds} rounds.`,
    '',
  ].join('\n');
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ title, value, unit, aim }) => `| ${title} | ${value.toFixed(2)} ${unit} | ${aim} |`,
  );
  return ['| what | figure | aim |', '| --- | ---: | --- |', ...rows, ''].join('\n');
}
