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
const patience = 3;

// First those that fail soonest. The comparison with CPython and the garbage test are too slow to run a thousand times.
const order = [
  'known-answers',
  'calls',
  'doors',
  'keys',
  'reading',
  'events',
  'time',
  'creating',
  'structural',
  'indexes',
];
const late = ['fingerprint', 'simulation', 'policies'];

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
  try {
    const start = performance.now();
    if (!(await passes(folder, '', Infinity))) throw new Error('The tests fail without a mutation.');
    const longest = Math.ceil((performance.now() - start) * patience);
    for (let task = tasks.shift(); task; task = tasks.shift()) await attempt(folder, task, longest);
  } finally {
    rmSync(folder, { recursive: true });
  }
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
function passes(folder: string, file: string, longest: number): Promise<boolean> {
  const names = file.includes('policies/') ? [...late, ...order] : [...order, ...late];
  const tests = names
    .map((name) => path.join(folder, 'test/unit/engine', `${name}.test.js`))
    .filter((test) => existsSync(test));
  const mocha = ['node_modules/mocha/bin/mocha.js', '--no-config', '--bail', '--timeout', '20000', ...tests];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, mocha, {
      stdio: 'ignore',
      ...(longest < Infinity && { timeout: longest }),
      killSignal: 'SIGKILL',
    });
    child.on('exit', (code, signal) => {
      if (signal) endless++;
      resolve(code === 0);
    });
  });
}

async function main(): Promise<void> {
  await Promise.all(Array.from({ length: Math.min(os.cpus().length, 4) }, work));
  const killed = (total - survived) / total;
  console.log(`${total - survived} of ${total} mutants killed: ${(killed * 100).toFixed(1)} %; ${endless} of them never ended.`);
  process.exitCode = killed >= goal ? 0 : 1;
}

void main();
