import assert from 'node:assert/strict';
import path from 'node:path';
import ts from 'typescript';
import { exercises } from '../../../src/lessons/exercises/index.ts';
import { lessonFiles } from './lessonFiles.ts';

/** What every cell has without an import. */
const SCOPE = `
import { cache, createCache, lruCache, memoize, missRatioCurve, policies, simulate, timedLruCache, timeit, ttlCache }
  from '../../../src/engine/index.ts';
import { memoizeShared, type ConnectShared } from '../../../src/sharing/index.ts';
declare const connectShared: ConnectShared;
declare const setTimeout: (task: (value: void) => void, ms: number) => void;
declare const redisServer: () => Promise<{
  readonly url: string; readonly title: string; readonly isOurs: boolean;
  pause(): void; goOn(): void; kill(): void;
}>;
declare const show: { (value: unknown): void; tree(fn: unknown): void };
declare const console: { log(...values: readonly unknown[]): void };
export {};
`;
const folder = import.meta.dirname;

/** The texts to check, by the name of the file they stand for. */
function listSources(): Map<string, string> {
  const lessons = lessonFiles.map(({ name, notebook }): [string, string] => {
    const cells = notebook.cells.flatMap((cell) =>
      cell.kind === 'code' && cell.language === 'typescript' ? [cell.text] : [],
    );
    return [path.join(folder, `${name}.ts`), SCOPE + cells.join('\n;\n')];
  });
  const solutions = exercises.map(({ id, solution }): [string, string] => [
    path.join(folder, `solution.${id}.ts`),
    SCOPE + solution,
  ]);
  return new Map([...lessons, ...solutions]);
}

describe('the code of lessons and exercises', () => {
  it('has the right types', function () {
    const sources = listSources();
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: true,
      noEmit: true,
      allowImportingTsExtensions: true,
    };
    const disk = ts.createCompilerHost(options);
    const host: ts.CompilerHost = {
      ...disk,
      fileExists: (name) => sources.has(path.normalize(name)) || disk.fileExists(name),
      getSourceFile: (name, ...rest) => {
        const text = sources.get(path.normalize(name));
        if (text === undefined) return disk.getSourceFile(name, ...rest);
        return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
      },
    };
    const program = ts.createProgram([...sources.keys()], options, host);
    const found = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
      const { file, start = 0 } = diagnostic;
      const line = file?.text.slice(0, start).split('\n').length ?? 0;
      const text = file?.text.split('\n')[line - 1] ?? '';
      const name = path.basename(file?.fileName ?? '');
      return `${name}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}\n  ${text}`;
    });
    assert.equal(found.join('\n'), '');
  });
});
