import type { ExtensionContext } from 'vscode';
import { showError } from '../errors.ts';
import { Disposables } from '../lifecycle.ts';
import type { Output } from '../output.ts';
import type { Platform } from '../platform.ts';
import { Course } from './course.ts';
import { registerLessonCommand } from './command.ts';
import { registerExportCommands } from './exportCommands.ts';
import { registerLessonsView } from './lessonsView.ts';
import { MissedQuestions } from './missedQuestions.ts';
import { newLesson } from './newLesson.ts';
import { registerOpenCommands } from './openCommands.ts';
import { LearnerName } from './learnerName.ts';
import { registerResetCommands } from './resetCommands.ts';
import { registerTimeSpent } from './timeSpent.ts';
import { viewAsLearner } from './viewAsLearner.ts';

/** The lessons: their view, their commands, and what is remembered of them. */
export class Lessons extends Disposables {
  readonly course: Course;

  constructor(context: ExtensionContext, platform: Platform, output: Output) {
    super();
    const show = (error: unknown): void => void showError(error, output);
    const { extensionUri, globalState } = context;
    const name = new LearnerName(globalState);
    this.course = this.add(new Course(context));
    this.add(registerLessonsView(this.course, show));
    const missed = new MissedQuestions(this.course, context.globalState);
    this.add(registerOpenCommands(this.course, missed, show));
    this.add(registerResetCommands(this.course, show));
    this.add(registerExportCommands(this.course, { extensionUri, platform, name }, show));
    this.add(registerTimeSpent(this.course, show));
    this.add(
      registerLessonCommand('cachebook.viewAsLearner', (target) => viewAsLearner(this.course, target), show),
    );
    this.add(registerLessonCommand('cachebook.changeName', () => name.ask(), show));
    this.add(registerLessonCommand('cachebook.newLesson', () => newLesson(extensionUri), show));
  }
}
