import { commands, l10n, window } from 'vscode';
import type { Disposable } from '../lifecycle.ts';
import { Disposables } from '../lifecycle.ts';
import type { Lesson } from './catalogue.ts';
import { lessonIdIn, registerLessonCommand } from './command.ts';
import type { Course } from './course.ts';
import type { LessonInfo } from './info.ts';
import { infoOf } from './info.ts';
import type { MissedQuestions } from './missedQuestions.ts';
import { pickLesson } from './pickLesson.ts';

/** The commands that open a lesson: one by name, and the one to go on with. */
export function registerOpenCommands(
  course: Course,
  missed: MissedQuestions,
  showError: (error: unknown) => void,
): Disposable {
  const registered = new Disposables();

  async function open(lesson: Lesson): Promise<LessonInfo | undefined> {
    const { isOutdated } = await course.open(lesson);
    // Who comes back to the lessons on another day is asked what was missed; both at once would be too much.
    void (isOutdated ? offerNewText(lesson) : missed.offer()).catch(showError);
    return infoOf(course, lesson);
  }

  async function openOne(id?: unknown): Promise<LessonInfo | undefined> {
    const known = lessonIdIn(id);
    const lesson =
      known === undefined
        ? await pickLesson(course, l10n.t('Choose a lesson to open'))
        : await course.get(known);
    return lesson && open(lesson);
  }

  async function goOn(): Promise<LessonInfo | undefined> {
    const next = await course.next();
    if (!next) {
      void window.showInformationMessage(l10n.t('All cells of all lessons have run.'));
      return undefined;
    }
    const info = await open(next.lesson);
    await course.goOn(next.lesson);
    return info;
  }

  registered.add(registerLessonCommand('cachebook.openLesson', openOne, showError));
  registered.add(registerLessonCommand('cachebook.continueLearning', goOn, showError));
  registered.add(registerLessonCommand('cachebook.askMissedQuestions', () => missed.askNow(), showError));
  registered.add(registerLessonCommand('cachebook.openGlossary', () => course.openGlossary(), showError));
  return registered;
}

/** A copy that was changed stays when a new version of the lesson is shipped. */
async function offerNewText({ id, title }: Lesson): Promise<void> {
  const resetLesson = l10n.t('Reset Lesson');
  const told = l10n.t(
    '{0} has a new text. You have changed your copy, so it was kept. Reset Lesson takes the new text.',
    title,
  );
  const chosen = await window.showInformationMessage(told, resetLesson);
  if (chosen === resetLesson) await commands.executeCommand('cachebook.resetLesson', id);
}
