import { Uri } from 'vscode';
import { readExercise, readPrediction } from '../../protocol/notebook/index.ts';
import type { Lesson } from './catalogue.ts';
import type { Course } from './course.ts';
import { isAddress } from './progress.ts';
import type { ReportedLesson } from './report.ts';
import { writeReport } from './report.ts';

/** The person's progress in all lessons, and in other notebooks where there is any, as Markdown. */
export async function reportProgress({ catalogue, progress }: Course): Promise<string> {
  const lessons = (await catalogue.all()).map((lesson): ReportedLesson => {
    const known = progress.of(lesson.id);
    const done = lesson.required.filter((id) => id in known.done).length;
    return { title: lesson.title, total: lesson.required.length, done, ...askedIn(lesson), progress: known };
  });
  const others = progress.known.filter(isAddress).map((address): ReportedLesson => {
    const known = progress.of(address);
    const title = Uri.parse(address).path.split('/').at(-1) ?? address;
    const exercises = Object.keys(known.passed);
    const done = Object.keys(known.done).length;
    return { title, total: undefined, done, questions: new Map(), exercises, progress: known };
  });
  return writeReport([...lessons, ...others.filter(({ done }) => done > 0)], Date.now(), formatTime);
}

function askedIn({ cells }: Lesson): Pick<ReportedLesson, 'questions' | 'exercises'> {
  const questions = new Map<string, string>();
  const exercises: string[] = [];
  for (const { cell, id } of cells) {
    if (cell.kind === 'predict') questions.set(id, readPrediction(cell).prediction?.question ?? cell.text);
    if (cell.kind === 'exercise') exercises.push(readExercise(cell).id ?? '');
  }
  return { questions, exercises };
}

/** Local time, to the minute. */
function formatTime(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
