import type { Lesson } from './catalogue.ts';
import type { Course } from './course.ts';

/** What commands tell of a lesson. */
export interface LessonInfo {
  readonly id: string;
  readonly title: string;
  /** The address of the person's copy. */
  readonly uri: string;
  readonly state: 'new' | 'started' | 'run' | 'finished';
  /** Cells that are done, of `total` that count. */
  readonly done: number;
  readonly total: number;
}

export async function infoOf(course: Course, { id }: Lesson): Promise<LessonInfo | undefined> {
  const status = (await course.statuses()).find(({ lesson }) => lesson.id === id);
  if (!status) return undefined;
  const { lesson, state, done, total } = status;
  return { id, title: lesson.title, uri: course.uriOf(lesson).toString(), state, done, total };
}
