import { writeJupyter } from './jupyter.ts';
import { writeMarkdown } from './markdown.ts';
import type { NotebookWriter } from './model.ts';

/** What a notebook can be written as, by the end of the file's name. */
export const notebookWriters: Readonly<Record<string, NotebookWriter>> = {
  md: writeMarkdown,
  ipynb: writeJupyter,
};
