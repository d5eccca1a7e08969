import type { QuickPickItem } from 'vscode';
import { window } from 'vscode';
import type { Lesson } from './catalogue.ts';
import type { Course } from './course.ts';
import { describeStatus } from './status.ts';

/** Lets the person choose a lesson, with how far they are in each; undefined when they do not. */
export async function pickLesson(course: Course, placeHolder: string): Promise<Lesson | undefined> {
  const items = (await course.statuses()).map((status): QuickPickItem & { lesson: Lesson } => ({
    label: status.lesson.title,
    description: describeStatus(status),
    lesson: status.lesson,
  }));
  const picked = await window.showQuickPick(items, { placeHolder, ignoreFocusOut: true });
  return picked?.lesson;
}
