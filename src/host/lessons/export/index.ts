import { writeHtml } from './html.ts';
import { writeJupyter } from './jupyter.ts';
import { writeMarkdown } from './markdown.ts';
import type { NotebookWriter } from './model.ts';

/** What a notebook can be written as, by the end of the file's name. */
const writers: ReadonlyMap<string, NotebookWriter> = new Map([
  ['md', writeMarkdown],
  ['ipynb', writeJupyter],
  ['html', writeHtml],
]);

/** What writes a file of this name, if anything does. */
export function writerFor(path: string): NotebookWriter | undefined {
  return writers.get(/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '');
}
