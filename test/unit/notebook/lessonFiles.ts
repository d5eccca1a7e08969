import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Context, createContext, runInContext } from 'node:vm';
import { transformSync } from 'esbuild';
import * as engine from '../../../src/engine/index.ts';
import { exercises } from '../../../src/lessons/exercises/index.ts';
import { decodeNotebook, type ParsedNotebook, parseNotebook } from '../../../src/protocol/notebook/index.ts';

/** A cell has no endless loop; what measures plain recursion takes a busy machine this long at most, in ms. */
const ENDS_WITHIN_MS = 110_000;

/** The page that explains words. It is no lesson: nothing in it runs. */
export const GLOSSARY = 'glossary.cachebook.md';

export const folder = path.join(import.meta.dirname, '../../../media/lessons');

export interface LessonFile {
  readonly name: string;
  readonly text: string;
  readonly notebook: ParsedNotebook;
}

/** Every lesson that is shipped. */
export const lessonFiles: readonly LessonFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.cachebook.md') && name !== GLOSSARY)
  .map((name) => {
    const text = decodeNotebook(readFileSync(path.join(folder, name)));
    return { name, text, notebook: parseNotebook(text, { exercises: exercises.map(({ id }) => id) }) };
  });

/** What stands below the cells, by their index: what they print and show, and what their last lines give. */
export type Outputs = ReadonlyMap<number, readonly string[]>;

/** A cell that waits for real waits a moment only. */
const hasten = (text: string): string => text.replace(/^const patience = 5;/m, 'const patience = 0.02;');

/** Runs all cells of TypeScript and JavaScript in order. */
export function runCells({ name, notebook }: LessonFile, replace = (text: string): string => text): Outputs {
  const outputs = new Map<number, string[]>();
  let output: string[] = [];
  const print = (...values: unknown[]): void => void output.push(values.map(String).join(' '));
  const tree = ({ cacheInfo }: engine.Cached<() => void>): void => {
    const { hits, misses } = cacheInfo();
    print(`a tree of ${hits + misses} calls`);
  };
  const show = Object.assign((value: unknown) => print('shown:', textOf(value)), { tree });
  const context = createContext({ ...engine, console: { log: print }, show });
  notebook.cells.forEach((cell, index) => {
    if (cell.kind !== 'code' || cell.language === 'python') return;
    output = [];
    outputs.set(index, output);
    const value = runCell(hasten(replace(cell.text)), context, `${name}:${notebook.lines[index]!}`);
    if (value !== undefined) output.push(textOf(value));
  });
  return outputs;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `const` and `class` of one script are seen by the next in the same context, as they are by cells. */
function runCell(source: string, context: Context, filename: string): unknown {
  const { code } = transformSync(source, { loader: 'ts', target: 'es2022' });
  return runInContext(code, context, { filename, timeout: ENDS_WITHIN_MS });
}

const RUN_IN_PYTHON = `
import contextlib, io, json, sys, warnings
warnings.simplefilter("ignore")
scope = {"__name__": "__main__"}
for index, line, source in json.load(sys.stdin):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile("\\n" * line + source, "lesson", "exec"), scope)
    print(json.dumps([index, printed.getvalue()]))
`;

/** Runs all Python cells in order, or returns undefined where there is no Python. */
export function runPythonCells({ notebook }: LessonFile): Outputs | undefined {
  const cells = notebook.cells.flatMap((cell, index) =>
    cell.kind === 'code' && cell.language === 'python' ? [[index, notebook.lines[index]!, cell.text]] : [],
  );
  const { error, status, stdout, stderr } = spawnSync('python3', ['-c', RUN_IN_PYTHON], {
    input: JSON.stringify(cells),
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (error) return undefined;
  if (status !== 0) throw new Error(stderr);
  const printed = stdout.split('\n').filter((line) => line !== '');
  return new Map(
    printed.map((line) => {
      const [index, text] = JSON.parse(line) as [number, string];
      return [index, text.split('\n')];
    }),
  );
}
