import { Uri, workspace } from 'vscode';
import { decodeNotebook, parseNotebook } from '../../protocol/notebook/index.ts';
import { nameCells, type NamedCell } from './cellIds.ts';
import { cellsOf } from './cells.ts';
import type { Course } from './course.ts';
import { isAddress } from './progress.ts';
import type { LessonProgress } from './progressState.ts';
import type { ReportedLesson } from './report.ts';
import { askedIn, writeReport } from './report.ts';

/** The person's progress in all lessons, and in other notebooks where there is any, as Markdown. */
export async function reportProgress({ catalogue, progress }: Course): Promise<string> {
  const lessons = (await catalogue.all()).map((lesson): ReportedLesson => {
    const known = progress.of(lesson.id);
    const done = lesson.required.filter((id) => Object.hasOwn(known.done, id)).length;
    return {
      title: lesson.title,
      total: lesson.required.length,
      done,
      ...askedIn(lesson.cells),
      progress: known,
    };
  });
  const begun = progress.known.filter((key) => isAddress(key) && isBegun(progress.of(key)));
  const others = await Promise.all(
    begun.map((address) => readOther(Uri.parse(address), progress.of(address))),
  );
  return writeReport([...lessons, ...others], Date.now(), formatTime);
}

function isBegun({ done, answers, passed }: LessonProgress): boolean {
  return [done, answers, passed].some((record) => Object.keys(record).length > 0);
}

/** A notebook that is no lesson, as far as it can still be read. What was passed in it counts also if it is not. */
async function readOther(uri: Uri, progress: LessonProgress): Promise<ReportedLesson> {
  const title = uri.path.split('/').at(-1) ?? uri.toString();
  const cells = await readCells(uri);
  const { questions, exercises } = cells ? askedIn(cells) : { questions: undefined, exercises: [] };
  const all = new Set([...exercises, ...Object.keys(progress.passed)]);
  const done = Object.keys(progress.done).length;
  return { title, total: undefined, done, questions, exercises: [...all], progress };
}

/** The cells of a notebook, as it is open or else as it is saved; undefined where it is gone. */
async function readCells(uri: Uri): Promise<readonly NamedCell[] | undefined> {
  const open = workspace.notebookDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open) return nameCells(cellsOf(open));
  try {
    return nameCells(parseNotebook(decodeNotebook(await workspace.fs.readFile(uri))).cells);
  } catch {
    return undefined;
  }
}

/** Local time, to the minute. */
function formatTime(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
