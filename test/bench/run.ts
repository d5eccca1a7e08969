import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { summarize, table } from './report.ts';
import type { Workload } from './workload.ts';
import { workloads } from './workloads/index.ts';

/**
 * `npm run bench` measures everything and keeps the results; `npm run bench -- stairs` only prints one workload;
 * `npm run bench -- '' 5` takes five rounds. Rounds are interleaved, so that a disturbance of the machine does not
 * meet one subject only.
 */
const rounds = Number(process.argv[3] ?? 3);
const repeats = 10;
/** A process that takes longer, in ms, is ended: its subject has no figures in that workload. */
const slowest = 60_000;
const here = import.meta.dirname;

const filter = process.argv[2] ?? '';
const chosen = workloads.filter(({ id }) => id.includes(filter));
if (chosen.length === 0)
  throw new Error(`No workload is called ${filter}: ${workloads.map(({ id }) => id).join(', ')}.`);

const root = path.join(here, '../..');
mkdirSync(path.join(root, 'out'), { recursive: true });
const folder = mkdtempSync(path.join(root, 'out/bench-'));
try {
  const worker = path.join(folder, 'worker.mjs');
  buildSync({
    entryPoints: [path.join(here, 'worker.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outfile: worker,
  });
  const tables = chosen.map((workload) => measure(worker, workload));
  if (filter === '') writeFileSync(path.join(here, 'RESULTS.md'), `${heading()}\n${tables.join('\n')}`);
} finally {
  rmSync(folder, { recursive: true });
}

function measure(worker: string, workload: Workload): string {
  const figures = new Map<string, number[]>(workload.subjects.map((subject) => [subject, []]));
  for (let round = 0; round < (workload.unit === 'bytes per entry' ? 1 : rounds); round++) {
    for (const [subject, known] of figures) {
      const more = runOne(worker, workload, subject);
      if (more) known.push(...more);
      else figures.delete(subject);
    }
  }
  const text = table(workload, [...figures].map(([subject, all]) => summarize(subject, all))); // oxfmt-ignore
  console.log(text);
  return text;
}

/**
 * The figures of one process, without the first two repeats, in which the code is still being compiled; nothing where
 * there is no CPython or the process took too long.
 */
function runOne(worker: string, { id, unit }: Workload, subject: string): number[] | undefined {
  const times = unit === 'bytes per entry' ? 1 : repeats;
  const [command, ...args] =
    subject === 'CPython'
      ? ['python3', path.join(here, 'cpython.py'), id, String(times)]
      : [process.execPath, '--expose-gc', worker, id, subject, String(times)];
  const result = spawnSync(command, args, { encoding: 'utf8', timeout: slowest });
  if (result.error) return undefined;
  if (result.status !== 0) throw new Error(`${subject} failed in ${id}: ${result.stderr}`);
  return (JSON.parse(result.stdout) as number[]).slice(times > 2 ? 2 : 0);
}

function heading(): string {
  const manifest = (name: string): { version: string } =>
    JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
      version: string;
    };
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const peers = [
    ...[
      'lru-cache',
      'mnemonist',
      'quick-lru',
      'tiny-lru',
      'lru.min',
      'lru_map',
      'toad-cache',
      '@neophi/sieve-cache',
    ],
    ...[
      '@isaacs/ttlcache',
      'fast-memoize',
      'memoize',
      'memoizee',
      'micro-memoize',
      'lodash.memoize',
      'reselect',
    ],
  ].filter((name) => name in devDependencies);
  const python = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  const [cpu] = os.cpus();
  return [
    '# Results of the last run of `npm run bench`',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${os.cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${os.type()} ${os.arch()}, Node ${process.version}, ${python.error ? 'no python3' : python.stdout.trim()}.`,
    `Each subject and workload in its own process, ${rounds} interleaved rounds of ${repeats} repeats; the first two of each are left out.`,
    '',
    `Versions: ${peers.map((name) => `${name} ${manifest(name).version}`).join(', ')}.`,
    '',
  ].join('\n');
}
