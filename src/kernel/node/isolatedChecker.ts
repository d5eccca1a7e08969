import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from 'node:vm';
import { compileFunction, createContext, Script } from 'node:vm';
import type { Clock } from '../../engine/index.ts';
import type { Checker, createChecker } from '../checker.ts';

/** How long a check may take, in ms: many times what it takes on a slow machine. */
const LIMIT_MS = 10_000;

/** The checker with globals and prototypes of its own, and a time limit. Made before the first cell can run. */
export function loadChecker(clock: Clock): Checker {
  const context = createContext() as { job?: () => void };
  const checker = evaluate(context)(clock);
  const runJob = new Script('job()');
  return {
    ...checker,
    check(exercise, answer) {
      let report: ReturnType<Checker['check']> | undefined;
      context.job = () => void (report = checker.check(exercise, answer));
      try {
        runJob.runInContext(context, { timeout: LIMIT_MS });
      } catch (error) {
        if (!isTimeout(error)) throw error;
        report = checker.takeUnanswered();
      }
      return report ?? { passed: false, results: [] };
    },
  };
}

/** Its globals become parameters: through the context's own global object each use would take fifty times as long. */
function evaluate(context: Context): typeof createChecker {
  const filename = path.join(__dirname, 'checker.js');
  const globals = new Script('Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z]/.test(name))');
  const names = globals.runInContext(context) as string[];
  const values = names.map((name) => new Script(name).runInContext(context) as unknown);
  const module = { exports: {} as { createChecker: typeof createChecker } };
  const run = compileFunction(readFileSync(filename, 'utf8'), ['module', ...names], {
    filename,
    parsingContext: context,
  }) as (...values: unknown[]) => void;
  run(module, ...values);
  return module.exports.createChecker;
}

function isTimeout(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
