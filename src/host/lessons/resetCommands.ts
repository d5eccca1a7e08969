import { l10n, window } from 'vscode';
import type { Disposable } from '../lifecycle.ts';
import { Disposables } from '../lifecycle.ts';
import type { Lesson } from './catalogue.ts';
import { lessonIdIn, registerLessonCommand } from './command.ts';
import type { Course } from './course.ts';
import type { LessonInfo } from './info.ts';
import { infoOf } from './info.ts';
import { pickLesson } from './pickLesson.ts';

/** The commands that forget: one lesson with its text, or all progress. With `{ confirm: false }` they do not ask. */
export function registerResetCommands(course: Course, showError: (error: unknown) => void): Disposable {
  const registered = new Disposables();

  /** The lesson meant by an argument, else the one that is shown, else the one the person chooses. */
  async function choose(id: unknown): Promise<Lesson | undefined> {
    const known = lessonIdIn(id);
    if (known !== undefined) return course.get(known);
    const editor = window.activeNotebookEditor;
    const shown = editor && (await course.lessonOf(editor.notebook));
    return shown ?? pickLesson(course, l10n.t('Choose a lesson to reset'));
  }

  async function resetLesson(id?: unknown, options?: unknown): Promise<LessonInfo | undefined> {
    const lesson = await choose(id);
    if (!lesson) return undefined;
    const question = l10n.t('Reset "{0}"?', lesson.title);
    const detail = lesson.uri
      ? l10n.t('Your progress in it will be gone. Its text stays as it is.')
      : l10n.t('What you have changed in it and your progress in it will be gone.');
    if (!(await isMeant(options, question, detail))) return undefined;
    await course.reset(lesson);
    return infoOf(course, lesson);
  }

  async function resetProgress(options?: unknown): Promise<boolean> {
    const question = l10n.t('Reset your progress in all lessons?');
    const detail = l10n.t(
      'Ticks, answers and passed exercises will be gone. The text of your lessons stays.',
    );
    const isSure = await isMeant(options, question, detail);
    if (isSure) course.progress.reset(course.progress.known);
    return isSure;
  }

  registered.add(registerLessonCommand('cachebook.resetLesson', resetLesson, showError));
  registered.add(registerLessonCommand('cachebook.resetProgress', resetProgress, showError));
  return registered;
}

/** Asks, unless the caller wants no question. */
async function isMeant(options: unknown, question: string, detail: string): Promise<boolean> {
  const isUnasked =
    typeof options === 'object' && options !== null && 'confirm' in options && options.confirm === false;
  if (isUnasked) return true;
  const reset = l10n.t('Reset');
  return (await window.showWarningMessage(question, { modal: true, detail }, reset)) === reset;
}
