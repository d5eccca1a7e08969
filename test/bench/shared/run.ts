/** What an answer of a shared cache costs, and what processes see of an invalidation: `npm run bench:shared`. */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { kinds, Place, serverOf, type Kind } from '../../support/server.ts';
import { libraries, type Library } from './libraries.ts';
import { Bench, type Fault, type Invalidations } from './processes.ts';

const ROUNDS = 15;
const CALLS = { near: 20_000, remote: 1000 } as const;
type Level = keyof typeof CALLS;

const now = (): number => performance.now();

/** In µs a call. */
async function measure(task: () => Promise<unknown>, calls: number): Promise<number> {
  const began = now();
  for (let call = 0; call < calls; call++) await task();
  return ((now() - began) / calls) * 1000;
}

/** The quickest of some rounds for each, in turns: what disturbs only makes slower, and disturbs all. */
async function measureAll(all: readonly Library[], level: Level): Promise<number[]> {
  const best = all.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round++)
    for (const [at, library] of all.entries())
      best[at] = Math.min(best[at]!, await measure(library[level], CALLS[level]));
  return best;
}

const table = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row, at) => `| ${row.join(' | ')} |${at === 0 ? `\n|${' --- |'.repeat(row.length)}` : ''}`)
    .join('\n');

function answers(all: readonly Library[], near: readonly number[], remote: readonly number[]): string {
  const ratio = (times: readonly number[], at: number): string =>
    (times[at]! / Math.min(...times.filter((_, other) => other !== at))).toFixed(2);
  return table([
    ['', 'near hit, µs', 'to the best other', 'remote hit, µs', 'to the best other'],
    ...all.map(({ name }, at) => [
      name,
      near[at]!.toFixed(2),
      ratio(near, at),
      remote[at]!.toFixed(1),
      ratio(remote, at),
    ]),
  ]);
}

function invalidations({ p50, p99, late, copies, resolved, reads, stale }: Invalidations): string {
  return table([
    ['', 'p50', 'p99'],
    ['from the call until a copy in another process is gone, ms', p50.toFixed(2), p99.toFixed(2)],
    ['until `invalidate` resolves, ms', resolved.p50.toFixed(2), resolved.p99.toFixed(2)],
  ]).concat(
    `\n\nOf ${copies} copies ${late} were still there when it had resolved. Of ${reads} reads beside a writer ${stale} were older than what had been acknowledged before they began.`,
  );
}

function faults(all: readonly Fault[]): string {
  const rows = all.map((each) => [
    each.what,
    ...[each.calls, each.failed, each.wrong, each.unhandled].map(String),
    each.stale === 0 ? '0' : `${each.stale}, by ${each.oldest.toFixed(0)} ms at most`,
    `${each.slowest.toFixed(0)} ms`,
  ]);
  return table([['', 'calls', 'failed', 'wrong', 'unhandled', 'too old', 'slowest'], ...rows]);
}

async function run(kind: Kind): Promise<string> {
  const program = await serverOf(kind);
  const place = new Place();
  const server = await place.start(program);
  const all = await libraries(place.url.slice('unix://'.length));
  // All have what they are asked for.
  for (const { near, remote } of all)
    for (let call = 0; call < 100; call++) await Promise.all([near(), remote()]);
  const [near, remote] = [await measureAll(all, 'near'), await measureAll(all, 'remote')];
  for (const { close } of all) await close();
  await server.stop();
  place.remove();

  const bench = await Bench.open(program);
  try {
    const told = await bench.invalidations();
    const failing = await bench.faults();
    const parts = [answers(all, near, remote), invalidations(told), faults(failing)];
    return [`## ${server.title}`, ...parts].join('\n\n');
  } finally {
    await bench.close();
  }
}

async function main(): Promise<void> {
  const cpu = `${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'unknown'}`;
  const loads: number[] = [];
  const parts: string[] = [];
  for (const kind of kinds) {
    const part = await run(kind).catch((error: unknown) => `## ${kind}\n\n${String(error)}`);
    console.log(`\n${part}`);
    parts.push(part);
    loads.push(os.loadavg()[0]!);
  }
  const text = `# What an answer of a shared cache costs, and what processes see

\`npm run bench:shared\` writes this file. ${new Date().toISOString().slice(0, 10)}, ${cpu}, Node ${process.version}, load average ${loads.map((load) => load.toFixed(1)).join(' and ')}: of more than the number of processors, times are rough. Counts are exact.

Near and remote hits: one process, one caller, the server on a Unix socket; the best of ${ROUNDS} rounds, in turns. Processes: four, one of them writes; \`lease\` 0.5 s and \`timeout\` 0.2 s.

${parts.join('\n\n')}
`;
  writeFileSync(path.join(import.meta.dirname, '../SHARED.md'), text);
  process.exit();
}

void main();
