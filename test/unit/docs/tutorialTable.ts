import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '../../../docs');

export interface Row {
  readonly part: string;
  /** Where it is run, as Markdown. */
  readonly run: string;
  readonly asked: string;
  /** The text of the lesson that the row leads to. */
  readonly lesson: string;
}

/** The rows of the table. Throws where a row leads to no file. */
export function read(): Row[] {
  const lines = readFileSync(path.join(folder, 'tutorial.md'), 'utf8').split('\n');
  const rows = lines.filter((line) => line.startsWith('| ')).slice(2);
  return rows.map((line) => {
    const [, part = '', run = '', , asked = ''] = line.split('|').map((cell) => cell.trim());
    const [, file = ''] = /\]\(([^)]*)\)/.exec(run) ?? [];
    return { part, run, asked, lesson: readFileSync(path.join(folder, file), 'utf8') };
  });
}

/** How many questions a lesson asks. */
export function findPredictions(lesson: string): number {
  return lesson.match(/^```predict$/gm)?.length ?? 0;
}
