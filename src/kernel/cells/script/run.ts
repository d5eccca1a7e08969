import type { Shown } from '../../../protocol/cells.ts';
import type { CellEnvironment, CellRunner } from '../language.ts';
import { compile } from './compile.ts';
import { CompileError } from './compileError.ts';
import { createDecoratorHelper } from './decorate.ts';
import { explainScriptError } from './failure.ts';
import type { CellHelper } from './helper.ts';
import { guardReentry } from './reentry.ts';
import { createReentryHelper } from './reentryHelper.ts';
import type { Kind } from './scope.ts';

/** The value of a cell. Wrapped, nobody asks it whether it can be waited for: a proxy may throw then. */
class Value {
  constructor(readonly value: unknown) {}
}

function isAwaitable(value: unknown): boolean {
  try {
    return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function';
  } catch {
    return false;
  }
}

/** Runs cells of script code; `toJavaScript` makes it so, line by line. */
export function openScript(environment: CellEnvironment, toJavaScript: (code: string) => string): CellRunner {
  const { scope, load, nameCache } = environment;
  let unsettled: Iterable<string> = [];
  let lastDeclared: Partial<Record<string, Kind>> = {};
  const createHelper = (): CellHelper =>
    Object.assign(createReentryHelper(environment.isLate), {
      ...createDecoratorHelper(),
      last: (value: unknown) => (isAwaitable(value) ? value : new Value(value)),
      shadows: scope.shadows,
      load,
      rename: <F>(fn: F, name: string) =>
        Object.defineProperty(fn, 'name', { value: name, configurable: true }),
      name<T>(name: string, value: T): T {
        nameCache(name, value);
        return value;
      },
    });

  async function run(code: string, file: string): Promise<Shown | undefined> {
    const { source, declared } = compile(guardReentry(toJavaScript(code)), file, scope);
    // Before the cell runs, which may change what a Map does.
    lastDeclared = Object.fromEntries(declared);
    unsettled = declared.keys();
    // Indirect: it sees the global object, and nothing of the kernel.
    const cell = evaluate(source);
    for (const [name, kind] of declared) scope.declare(name, kind);
    try {
      const end = await endOf(cell(createHelper()));
      const value = end instanceof Value ? end.value : end;
      return value === undefined ? undefined : environment.describe(value);
    } finally {
      scope.settle(declared.keys());
    }
  }

  /** Some mistakes only the engine finds, as in a regular expression. */
  function evaluate(source: string): (helper: CellHelper) => Promise<unknown> {
    try {
      return (0, eval)(source) as (helper: CellHelper) => Promise<unknown>;
    } catch (error) {
      const line = environment.syntaxErrorLine(source);
      throw line === undefined ? error : new CompileError((error as Error).message, line);
    }
  }

  async function endOf(cell: Promise<unknown>): Promise<unknown> {
    try {
      return await cell;
    } finally {
      environment.recover();
    }
  }

  return {
    run,
    interrupt() {
      // The cell is not waited for any longer: what has no value yet gets none.
      scope.settle(unsettled);
      return undefined;
    },
    definition: (name) => (lastDeclared[name] ? scope.value(name) : undefined),
    explain: (error) => explainScriptError(error, (value) => environment.describe(value).text),
  };
}
