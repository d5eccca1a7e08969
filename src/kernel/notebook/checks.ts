import * as l10n from '@vscode/l10n';
import type { CellsToHost, CheckReport, HostToCells } from '../../protocol/cells.ts';
import type { CellRunner, Failure } from '../cells/language.ts';
import { refusal } from '../cells/language.ts';
import type { Port } from '../port.ts';
import { showReport } from './checkReport.ts';
import type { NotebookEnvironment } from './environment.ts';
import type { NotebookServices } from './services.ts';

type Execute = Extract<HostToCells, { type: 'execute' }>;

/** Checks what cells define as answers to exercises. */
export class Checks {
  constructor(
    private readonly notebook: NotebookEnvironment,
    private readonly port: Port<HostToCells, CellsToHost>,
    private readonly services: NotebookServices,
  ) {}

  /** Why this cell cannot be checked, if it is to be. */
  refuse({ exercise }: Execute, runner: CellRunner): Failure | undefined {
    if (exercise === undefined) return undefined;
    if (this.services.checker.entryOf(exercise) === undefined) return refusal(unknownExercise(exercise));
    return runner.definition ? undefined : refusal(languageWithoutChecks());
  }

  /** Checks what a cell has just defined, if it is the answer to an exercise, and shows the report. */
  async check({ cell, exercise }: Execute, runner: CellRunner): Promise<void> {
    if (exercise === undefined) return;
    const { checker } = this.services;
    const answer = runner.definition?.(checker.entryOf(exercise) ?? '')?.value;
    this.begin();
    const report = checker.check(exercise, answer);
    await this.nextTurn();
    this.tell(exercise, cell, report);
  }

  /** To be called when a cell will not be waited for any longer. A check that was in the middle is told as it stands. */
  end({ cell, exercise }: Execute): void {
    const report = this.services.checker.takeUnanswered();
    if (report && exercise !== undefined) this.tell(exercise, cell, report);
    this.stop();
  }

  /** The answer is called thousands of times: nobody wants to read or see what it does each time. */
  private begin(): void {
    this.notebook.output.mute();
    this.notebook.caches.isPaused = true;
  }

  private stop(): boolean {
    this.notebook.caches.isPaused = false;
    return this.notebook.output.unmute();
  }

  /** Then promises that the answer has left behind have been rejected, if they ever are. */
  private nextTurn(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.services.every(0, () => {
        stop();
        resolve();
      });
    });
  }

  private tell(exercise: string, cell: string, report: CheckReport): void {
    const wasMuted = this.stop();
    for (const shown of showReport(report)) this.notebook.show(shown);
    if (wasMuted)
      this.notebook.show({ text: l10n.t('What your code writes while it is checked is not shown.') });
    this.port.send({ type: 'checked', cell, exercise, report });
  }
}

function unknownExercise(id: string): string {
  return l10n.t('There is no exercise "{0}", so nothing was checked.', id);
}

function languageWithoutChecks(): string {
  return l10n.t(
    'Answers are checked in TypeScript and JavaScript. Choose one of them as the language of this cell.',
  );
}
