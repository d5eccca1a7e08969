import type { Shown } from '../../../protocol/values.ts';
import { guarded, isObject } from '../../notebook/tell.ts';
import type { CellEnvironment, CellRunner, Turn } from '../language.ts';
import { compile } from './compile.ts';
import { CompileError } from './compileError.ts';
import { createDecoratorHelper } from './decorate.ts';
import { explainScriptError } from './failure.ts';
import type { CellHelper } from './helper.ts';
import type { Imported } from './imports.ts';
import { importInto } from './imports.ts';
import { createReentryHelper } from './reentryHelper.ts';
import { createResources } from './resources.ts';
import type { CellVariables, Kind } from './scope.ts';

// Indirect: it sees the global object, and nothing of the kernel. A cell may replace it.
const evaluate = eval;
const { defineProperty } = Reflect;

/** The value of a cell. Wrapped, nobody asks it whether it can be waited for: a proxy may throw then. */
class Value {
  constructor(readonly value: unknown) {}
}

function isAwaitable(value: unknown): boolean {
  return guarded(() => isObject(value) && typeof Reflect.get(value, 'then') === 'function', false);
}

type Cell = (helper: CellHelper, turn: Turn) => Promise<unknown>;

/** Runs cells of script code. */
export function openScript(environment: CellEnvironment, hasTypes: boolean): CellRunner {
  const { scope } = environment;
  let lastDeclared: Partial<Record<string, Kind>> = {};
  let lastVariables: CellVariables | undefined;

  async function run(code: string, file: string): Promise<Shown | undefined> {
    const compiled = compile(code, file, scope, hasTypes);
    const cell = instantiate(compiled.source);
    // Before the cell runs, which may change what a Map does.
    lastDeclared = Object.fromEntries(compiled.names.declared);
    const variables = scope.enter(compiled.names);
    for (const [name, members] of compiled.members) scope.members.set(name, new Set(members));
    lastVariables = variables;
    try {
      const end = await endOf(cell(createHelper(environment, variables, file), environment.turn));
      const value = end instanceof Value ? end.value : end;
      return value === undefined ? undefined : environment.describe(value);
    } finally {
      variables.settle();
    }
  }

  /** Some mistakes only the engine finds, as in a regular expression. */
  function instantiate(source: string): Cell {
    try {
      return evaluate(source) as Cell;
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
    definition: (name) => (lastDeclared[name] ? scope.value(name) : undefined),
    explain: (error) => explainScriptError(error, (value) => environment.describe(value).text),
    interrupt() {
      // The cell is not waited for any longer: what has no value yet gets none.
      lastVariables?.settle();
      return undefined;
    },
  };
}

function createHelper(
  { load, nameCache, turn }: CellEnvironment,
  variables: CellVariables,
  file: string,
): CellHelper {
  return Object.assign(createReentryHelper(turn), {
    ...createDecoratorHelper(),
    first: variables.first,
    last: (value: unknown) => (isAwaitable(value) ? value : new Value(value)),
    async import(imported: Imported) {
      try {
        await importInto(variables, imported, load);
      } catch (error) {
        throw guarded(() => at(error, file, imported.line), error);
      }
    },
    load: async (specifier: unknown, options?: unknown) =>
      load(String(specifier), options as ImportCallOptions),
    rename<F>(fn: F, name: string): F {
      defineProperty(fn as object, 'name', { value: name, configurable: true });
      return fn;
    },
    name<T>(name: string, value: T): T {
      nameCache(name, value);
      return value;
    },
    member(target: Record<string, unknown>, name: string, value: unknown) {
      target[name] = value;
      if (typeof value !== 'string') target[String(value)] = name;
    },
    resources: createResources,
  });
}

/** An error that has come through the line of an import, which is not where the cell has loaded it. */
function at(error: unknown, file: string, line: number): unknown {
  if (!(error instanceof Error)) return error;
  const frames = (error.stack ?? '').split('\n').filter((frame) => !frame.includes(`${file}:`));
  error.stack = [...frames, `    at ${file}:${line}:1`].join('\n');
  return error;
}
