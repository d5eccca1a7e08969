import type { ExtensionContext } from 'vscode';
import { showError } from '../errors.ts';
import { Disposables } from '../lifecycle.ts';
import type { Output } from '../output.ts';
import { Course } from './course.ts';
import { registerLessonCommand } from './command.ts';
import { registerExportCommands } from './exportCommands.ts';
import { registerLessonsView } from './lessonsView.ts';
import { MissedQuestions } from './missedQuestions.ts';
import { newLesson } from './newLesson.ts';
import { registerOpenCommands } from './openCommands.ts';
import { registerResetCommands } from './resetCommands.ts';

/** The lessons: their view, their commands, and what is remembered of them. */
export class Lessons extends Disposables {
  readonly course: Course;

  constructor(context: ExtensionContext, output: Output) {
    super();
    const show = (error: unknown): void => void showError(error, output);
    this.course = this.add(new Course(context));
    this.add(registerLessonsView(this.course, show));
    const missed = new MissedQuestions(this.course, context.globalState);
    this.add(registerOpenCommands(this.course, missed, show));
    this.add(registerResetCommands(this.course, show));
    this.add(registerExportCommands(this.course, show));
    this.add(registerLessonCommand('cachebook.newLesson', () => newLesson(context.extensionUri), show));
  }
}
