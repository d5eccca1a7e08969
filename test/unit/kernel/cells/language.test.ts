import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { inspect, isDeepStrictEqual } from 'node:util';
import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';
import fc from 'fast-check';
import ts from 'typescript';
import type { CellRunner } from '../../../../src/kernel/cells/language.ts';
import { program } from './programs/random.ts';
import { SYNTAX } from './programs/syntax.ts';
import { TYPESCRIPT } from './programs/typescript.ts';
import { VARIABLES } from './programs/variables.ts';

const RUN = fileURLToPath(new URL('../../../../src/kernel/cells/script/run.ts', import.meta.url));
const SCOPE = fileURLToPath(new URL('../../../../src/kernel/cells/script/scope.ts', import.meta.url));
const ORACLE = fileURLToPath(new URL('./programs/oracle.mjs', import.meta.url));

/** Stands in no program. */
const END = '\n// the end of a cell\n';

interface Realm {
  readonly openScript: (environment: object, hasTypes: boolean) => CellRunner;
  readonly ScriptScope: new () => object;
  /** Takes the variables away. */
  clear(): void;
}

describe('cells are the language', function () {
  let said: string[] = [];
  let realm: Realm;
  before(async () => {
    const print = (...values: unknown[]): void => {
      said.push(values.map((value) => inspect(value)).join(' '));
    };
    realm = createRealm(await bundleScript(), print);
  });

  it('JavaScript in cells says what Node says of the whole', () =>
    compare([...VARIABLES, ...SYNTAX], (code) => code));

  it('TypeScript in cells says what Node says of what TypeScript makes of the whole', () =>
    compare(TYPESCRIPT, transpile, true));

  it('so do programs that nobody has written', () =>
    compare(fc.sample(program, { numRuns: 60, seed: 10 }), (code) => code, undefined, 1));

  async function compare(
    programs: readonly string[],
    toJavaScript: (code: string) => string,
    hasTypes?: boolean,
    cuts = 3,
  ): Promise<void> {
    const expected = await runWhole(programs.map(toJavaScript));
    const wrong: unknown[] = [];
    for (const [index, program] of programs.entries()) {
      for (const [turn, cut] of fc.sample(cutsOf(program), { numRuns: cuts, seed: index }).entries()) {
        const cells = cellsOf(program, cut);
        const said = await runCells(cells, hasTypes ?? (index + turn) % 2 === 0);
        if (!isDeepStrictEqual(said, expected[index])) wrong.push({ cells, said, expected: expected[index] });
      }
    }
    assert.deepEqual(wrong, []);
  }

  /** The cells in a realm without variables. */
  async function runCells(cells: readonly string[], hasTypes: boolean): Promise<string[]> {
    said = [];
    const load = (specifier: string): Promise<unknown> => import(specifier);
    const nothing = (): undefined => undefined;
    const scope = new realm.ScriptScope();
    const environment = {
      scope,
      load,
      describe: nothing,
      recover: nothing,
      nameCache: nothing,
      turn: { mayBeLate: false },
    };
    const runner = realm.openScript(environment, hasTypes);
    try {
      for (const [index, cell] of cells.entries()) await runner.run(cell, `cell-${index + 1}`);
    } catch (error) {
      said.push(`Uncaught ${(error as Error).name}: ${(error as Error).message}`);
    }
    realm.clear();
    return said;
  }
});

async function bundleScript(): Promise<string> {
  const contents = `export { openScript } from ${JSON.stringify(RUN)}; export { ScriptScope } from ${JSON.stringify(SCOPE)}`;
  const options = {
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'bundle',
    platform: 'browser',
  } as const;
  const { outputFiles } = await build({ ...options, stdin: { contents, resolveDir: process.cwd() } });
  return outputFiles.map(({ text }) => text).join('');
}

/** Names of Node that a realm has not by itself. */
const OF_NODE = 'URL Buffer process performance fetch Request Event setTimeout structuredClone'.split(' ');

/** Globals for cells alone, with the code that runs them. */
function createRealm(bundle: string, print: (...values: unknown[]) => void): Realm {
  const ofNode = OF_NODE.map((name): [string, unknown] => [name, Reflect.get(globalThis, name)]);
  const context = createContext({ ...(Object.fromEntries(ofNode) as object), print });
  const { dispose, asyncDispose } = Symbol as unknown as Record<string, symbol>;
  const evaluate = (code: string): unknown => new Script(code).runInContext(context);
  (evaluate('(symbols) => void Object.assign(Symbol, symbols)') as (symbols: object) => void)({
    dispose,
    asyncDispose,
  });
  const realm = evaluate(`${bundle}; bundle`) as Omit<Realm, 'clear'>;
  return { ...realm, clear: evaluate(CLEAR) as () => void };
}

/** Makes what takes away the variables that have come since. */
const CLEAR = `(({ ownKeys, deleteProperty }) => {
  const before = new Set(ownKeys(globalThis));
  return () => {
    for (const key of ownKeys(globalThis)) if (!before.has(key)) deleteProperty(globalThis, key);
  };
})(Reflect)`;

async function runWhole(programs: readonly string[]): Promise<string[][]> {
  const oracle = fork(ORACLE, { execArgv: [] });
  oracle.send([...programs]);
  const [results] = (await once(oracle, 'message')) as [string[][]];
  return results;
}

function transpile(code: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(code, { compilerOptions }).outputText;
}

/** Where a program may be cut, and whether it is. */
function cutsOf(program: string): fc.Arbitrary<boolean[]> {
  const { length } = statementsOf(program);
  return fc.array(fc.boolean(), { minLength: length, maxLength: length });
}

function cellsOf(program: string, cut: readonly boolean[]): string[] {
  const ends = cut.map((isEnd) => (isEnd ? END : ''));
  return statementsOf(program)
    .map((text, index) => text + (ends[index] ?? ''))
    .join('')
    .split(END);
}

/** The statements at the top, with the comments before them; those that stay together as one. */
function statementsOf(program: string): string[] {
  const file = ts.createSourceFile('cell.ts', program, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  const ends = file.statements
    .filter(({ end }) => !program.slice(end).split('\n', 1)[0]?.includes('//+'))
    .map(({ end }) => end);
  const starts = [0, ...new Set(ends)];
  return starts.map((start, index) => program.slice(start, starts[index + 1]));
}
