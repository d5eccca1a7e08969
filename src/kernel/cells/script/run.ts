import type { Shown } from '../../../protocol/cells.ts';
import type { CellEnvironment, CellRunner } from '../language.ts';
import type { Compiled } from './compile.ts';
import { compile } from './compile.ts';
import { CompileError } from './compileError.ts';
import { createDecoratorHelper } from './decorate.ts';
import { explainScriptError } from './failure.ts';
import type { CellHelper } from './helper.ts';
import { importInto } from './imports.ts';
import { createResources } from './resources.ts';
import type { CellVariables, Kind } from './scope.ts';

// Indirect: it sees the global object, and nothing of the kernel. A cell may replace it.
const evaluate = eval;
const { defineProperty } = Reflect;

/** Runs cells of script code. */
export function openScript(environment: CellEnvironment, hasTypes: boolean): CellRunner {
  const { scope, load, nameCache } = environment;
  let lastDeclared: Partial<Record<string, Kind>> = {};
  let lastVariables: CellVariables | undefined;

  const createHelper = (variables: CellVariables, file: string): CellHelper => ({
    ...createDecoratorHelper(),
    first: variables.first,
    async import(imported) {
      try {
        await importInto(variables, imported, load);
      } catch (error) {
        throw at(error, file, imported.line);
      }
    },
    load: async (specifier, options) => load(String(specifier), options as ImportCallOptions),
    rename(fn, name) {
      defineProperty(fn as object, 'name', { value: name, configurable: true });
      return fn;
    },
    name(name, value) {
      nameCache(name, value);
      return value;
    },
    member(target, name, value) {
      target[name] = value;
      if (typeof value !== 'string') target[String(value)] = name;
    },
    resources: createResources,
  });

  async function run(code: string, file: string): Promise<Shown | undefined> {
    const compiled = compile(code, file, scope, hasTypes);
    const cell = instantiate(compiled) as (helper: CellHelper) => Promise<unknown>;
    // Before the cell runs, which may change what a Map does.
    lastDeclared = Object.fromEntries(compiled.names.declared);
    const variables = scope.enter(compiled.names);
    for (const [name, members] of compiled.members) scope.members.set(name, new Set(members));
    lastVariables = variables;
    try {
      const value = await endOf(cell(createHelper(variables, file)));
      return value === undefined ? undefined : environment.describe(value);
    } finally {
      variables.settle();
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
      lastVariables?.settle();
      return undefined;
    },
  };
}

function instantiate({ source, statements }: Compiled): unknown {
  try {
    return evaluate(source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CompileError(error.message, refusedLine(statements()) ?? 1);
  }
}

/** The line of the statement that the engine does not take, of which it tells nothing. */
function refusedLine(statements: Iterable<{ line: number; source: string }>): number | undefined {
  for (const { line, source } of statements) {
    try {
      evaluate(source);
    } catch {
      return line;
    }
  }
  return undefined;
}

/** An error that has come through the line of an import, which is not where the cell has loaded it. */
function at(error: unknown, file: string, line: number): unknown {
  if (!(error instanceof Error)) return error;
  const frames = (error.stack ?? '').split('\n').filter((frame) => !frame.includes(`${file}:`));
  error.stack = [...frames, `    at ${file}:${line}:1`].join('\n');
  return error;
}
