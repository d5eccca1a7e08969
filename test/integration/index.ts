import { readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import CountingReporter from '../support/reporter.cjs';
import { suiteMark } from '../support/suiteOutput.ts';

/** A scenario on a busy machine takes this long at most, in ms. */
const TIMEOUT_MS = 180_000;

/** VS Code calls this inside the extension host: runs every test file that was bundled beside this one. */
export async function run(): Promise<void> {
  const say = markOutput();
  try {
    const { failures, tests } = await runMocha();
    if (tests === 0) throw new Error('The suite has no test.');
    if (failures > 0) throw new Error(`${failures} tests failed.`);
  } catch (error) {
    say(error instanceof Error ? firstLines(error.stack ?? error.message) : error);
    throw error;
  }
}

/** Below these, a stack is VS Code's and mocha's own. */
function firstLines(stack: string): string {
  return stack.split('\n').slice(0, 5).join('\n');
}

async function runMocha(): Promise<{ failures: number; tests: number }> {
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: TIMEOUT_MS,
    forbidOnly: true,
    grep: process.env['CACHEBOOK_GREP'] ?? '',
    reporter: CountingReporter,
  });
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.test.js'));
  for (const file of files.sort()) mocha.addFile(path.join(__dirname, file));
  return new Promise((resolve) => {
    const runner = mocha.run((failures) => resolve({ failures, tests: runner.stats?.tests ?? 0 }));
  });
}

/** Marks what mocha and the tests print, line by line, so that it can be told from VS Code's own output. */
function markOutput(): (...args: readonly unknown[]) => void {
  const print = console.log.bind(console);
  const say = (...args: readonly unknown[]): void => {
    for (const line of format(...args).split('\n')) print(`${suiteMark}${line}`);
  };
  // VS Code lets nobody assign to it.
  Object.defineProperty(console, 'log', { value: say });
  Mocha.reporters.Base.consoleLog = say;
  return say;
}
