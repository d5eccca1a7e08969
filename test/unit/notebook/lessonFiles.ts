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

const folder = path.join(import.meta.dirname, '../../../media/lessons');

export interface LessonFile {
  readonly name: string;
  readonly text: string;
  readonly notebook: ParsedNotebook;
}

/** Every lesson that is shipped. */
export const lessonFiles: readonly LessonFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.cachebook.md'))
  .map((name) => {
    const text = decodeNotebook(readFileSync(path.join(folder, name)));
    return { name, text, notebook: parseNotebook(text, { exercises: exercises.map(({ id }) => id) }) };
  });

/** Runs all cells of TypeScript and JavaScript in order. Returns what they print and what their last lines give. */
export function runCells({ name, notebook }: LessonFile, replace = (text: string): string => text): string[] {
  const output: string[] = [];
  const print = (...values: unknown[]): void => void output.push(values.map(String).join(' '));
  const tree = ({ cacheInfo }: engine.Cached<() => void>): void => {
    const { hits, misses } = cacheInfo();
    print(`a tree of ${hits + misses} calls`);
  };
  const show = Object.assign(() => undefined, { tree });
  const context = createContext({ ...engine, console: { log: print }, show });
  notebook.cells.forEach((cell, index) => {
    if (cell.kind !== 'code' || cell.language === 'python') return;
    const value = runCell(replace(cell.text), context, `${name}:${notebook.lines[index]!}`);
    if (value !== undefined) output.push(typeof value === 'string' ? value : JSON.stringify(value));
  });
  return output;
}

/** `const` and `class` of one script are seen by the next in the same context, as they are by cells. */
function runCell(source: string, context: Context, filename: string): unknown {
  const { code } = transformSync(source, { loader: 'ts', target: 'es2022' });
  return runInContext(code, context, { filename, timeout: ENDS_WITHIN_MS });
}

const RUN_IN_PYTHON = `
import json, sys
scope = {"__name__": "__main__"}
for line, source in json.load(sys.stdin):
    exec(compile("\\n" * line + source, "lesson", "exec"), scope)
`;

/** Runs all Python cells in order, or returns undefined where there is no Python. */
export function runPythonCells({ notebook }: LessonFile): string[] | undefined {
  const cells = notebook.cells.flatMap((cell, index) =>
    cell.kind === 'code' && cell.language === 'python' ? [[notebook.lines[index]!, cell.text]] : [],
  );
  const { error, status, stdout, stderr } = spawnSync('python3', ['-c', RUN_IN_PYTHON], {
    input: JSON.stringify(cells),
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (error) return undefined;
  if (status !== 0) throw new Error(stderr);
  return stdout.split('\n');
}
