import type { Shown } from '../../../protocol/cells.ts';
import type { CellEnvironment, CellRunner } from '../language.ts';
import { compile } from './compile.ts';
import { createDecoratorHelper } from './decorate.ts';
import { explainScriptError } from './failure.ts';
import type { CellHelper } from './helper.ts';
import type { Kind } from './scope.ts';

/** Runs cells of script code; `toJavaScript` makes it so, line by line. */
export function openScript(environment: CellEnvironment, toJavaScript: (code: string) => string): CellRunner {
  const { scope, load, nameCache } = environment;
  let lastDeclared: Partial<Record<string, Kind>> = {};
  const createHelper = (): CellHelper => ({
    ...createDecoratorHelper(),
    shadows: scope.shadows,
    load,
    rename: (fn, name) => Object.defineProperty(fn, 'name', { value: name, configurable: true }),
    name(name, value) {
      nameCache(name, value);
      return value;
    },
  });

  async function run(code: string, file: string): Promise<Shown | undefined> {
    const { source, declared } = compile(toJavaScript(code), file, scope);
    // Before the cell runs, which may change what a Map does.
    lastDeclared = Object.fromEntries(declared);
    // Indirect: it sees the global object, and nothing of the kernel.
    const cell = (0, eval)(source) as (helper: CellHelper) => Promise<unknown>;
    for (const [name, kind] of declared) scope.declare(name, kind);
    try {
      const value = await endOf(cell(createHelper()));
      return value === undefined ? undefined : environment.describe(value);
    } finally {
      scope.settle(declared.keys());
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
    definition: (name) => (lastDeclared[name] ? scope.value(name) : undefined),
    explain: (error) => explainScriptError(error, (value) => environment.describe(value).text),
  };
}
