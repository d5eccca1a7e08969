import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compile, sources, toJavaScript } from './compile.ts';
import { mutantsOf, type Mutant } from './mutants.ts';

/**
 * Makes small mistakes in the engine, one at a time, and runs the tests each time. A mistake that no test sees is
 * printed. `npm run mutation -- 5 policies` tries every fifth mutant of the files whose path contains `policies`.
 */
const every = Number(process.argv[2] ?? 1);
const part = process.argv[3] ?? '';
const goal = 0.9;
/** A mutant is killed when its tests take more than this many times as long as without it: most likely they never end. */
const patience = 2;

// The comparison with CPython and the garbage test are too slow to run a thousand times.
const tests = [
  ...['known-answers', 'calls', 'doors', 'keys', 'reading', 'events', 'time', 'creating', 'structural'],
  ...['indexes', 'fingerprint', 'simulation', 'policies'],
].map((name) => `test/unit/engine/${name}.test.js`);

/** The tests of each source file: those that saw its last mutants first. */
const order = new Map<string, readonly string[]>();

interface Task {
  readonly file: string;
  readonly mutant: Mutant;
}

const tasks = sources()
  .filter((file) => file.startsWith('src/') && file.includes(part))
  .flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')).map((mutant): Task => ({ file, mutant })))
  .filter((_, i) => i % every === 0);
const total = tasks.length;
let survived = 0;
let endless = 0;

async function work(): Promise<void> {
  const folder = compile(false);
  process.once('exit', () => rmSync(folder, { recursive: true }));
  const start = performance.now();
  if (!(await passes(folder, '', Infinity))) throw new Error('The tests fail without a mutation.');
  const longest = Math.ceil((performance.now() - start) * patience);
  for (let task = tasks.shift(); task; task = tasks.shift()) await attempt(folder, task, longest);
}

async function attempt(folder: string, { file, mutant }: Task, longest: number): Promise<void> {
  const target = path.join(folder, file.replace(/\.ts$/, '.js'));
  const original = readFileSync(target, 'utf8');
  writeFileSync(target, toJavaScript(mutant.text, path.resolve(file), false).text);
  if (await passes(folder, file, longest)) {
    survived++;
    console.log(`survived: ${file}:${mutant.line}  ${mutant.from.split('\n')[0]}  →  ${mutant.to}`);
  }
  writeFileSync(target, original);
}

/** Whether all tests pass within `longest` ms. */
async function passes(folder: string, file: string, longest: number): Promise<boolean> {
  const ordered = order.get(file) ?? tests;
  const report = path.join(folder, 'report.json');
  const options = ['--no-config', '--exit', '--bail', '--timeout', '20000', '--require', quickly(folder)];
  const reporter = ['--reporter', 'json', '--reporter-option', `output=${report}`];
  const files = ordered.map((test) => path.join(folder, test));
  rmSync(report, { force: true });
  const { code, signal } = await run(
    ['node_modules/mocha/bin/mocha.js', ...options, ...reporter, ...files],
    longest,
  );
  if (signal) endless++;
  else if (code !== 0) order.set(file, sooner(ordered, failed(report)));
  return code === 0;
}

/** Property tests need not look for the smallest counterexample. */
function quickly(folder: string): string {
  const file = path.join(folder, 'quickly.cjs');
  writeFileSync(file, `require('fast-check').configureGlobal({ endOnFailure: true });`);
  return file;
}

function run(
  args: readonly string[],
  timeout: number,
): Promise<{ code: number | null; signal: string | null }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: 'ignore',
      ...(timeout < Infinity && { timeout }),
      killSignal: 'SIGKILL',
    });
    // A mutant that never ends would go on without us.
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    child.on('exit', (code, signal) => {
      process.off('exit', kill);
      resolve({ code, signal });
    });
  });
}

/** The test file that failed, empty where it could not even be loaded. */
function failed(report: string): string {
  if (!existsSync(report)) return '';
  const { failures } = JSON.parse(readFileSync(report, 'utf8')) as { failures: readonly { file?: string }[] };
  return failures[0]?.file ?? '';
}

function sooner(files: readonly string[], first: string): readonly string[] {
  const rank = (file: string): number => (first.endsWith(file) ? 0 : 1);
  return [...files].sort((a, b) => rank(a) - rank(b));
}

async function main(): Promise<void> {
  await Promise.all(Array.from({ length: Math.min(os.cpus().length, 4) }, work));
  const killed = (total - survived) / total;
  console.log(
    `${total - survived} of ${total} mutants killed: ${(killed * 100).toFixed(1)} %; ${endless} of them never ended.`,
  );
  process.exitCode = killed >= goal ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
void main();
