import type { Context } from 'mocha';
import {
  bundleNotebookKernel,
  NotebookProcess,
  SECRET,
  transcript,
} from '../kernel/cells/notebookProcess.ts';
import { anyServer } from '../../support/server.ts';
import type { LessonFile, Outputs } from './lessonFiles.ts';

/** Whether the cells of a lesson ask for a Redis or Valkey: only the kernel itself can give one. */
export function needsServer({ text }: LessonFile): boolean {
  return text.includes('redisServer()');
}

/**
 * Runs all cells in a kernel, one after the other; the first that fails ends it. Where no server can be had it is red in
 * CI, and skipped elsewhere.
 */
export async function runInKernel(test: Context, { name, notebook }: LessonFile): Promise<Outputs> {
  await anyServer().catch((error: unknown) => {
    if (process.env['CI'] !== undefined) throw error;
    console.log(`      ${error instanceof Error ? error.message : String(error)}`);
    test.skip();
  });
  const bundle = await bundleNotebookKernel();
  const kernel = await NotebookProcess.start(bundle.file);
  kernel.send({ type: 'open', secret: SECRET });
  const outputs = new Map<number, readonly string[]>();
  try {
    for (const [index, cell] of notebook.cells.entries()) {
      if (cell.kind !== 'code' || cell.language === 'python') continue;
      const said = await kernel.run(cell.text, cell.language);
      const lines = transcript(said);
      const failure = lines.find((line) => /^[!#?] /.test(line));
      if (failure !== undefined) throw new Error(`${name}:${notebook.lines[index]}: ${failure}`);
      outputs.set(index, lines);
    }
  } finally {
    await kernel.close();
  }
  return outputs;
}
