import * as l10n from '@vscode/l10n';
import type { CheckReport, HostToCells } from '../../protocol/cells.ts';
import type { CellRunner, Failure } from '../cells/language.ts';
import { refusal } from '../cells/language.ts';
import { showReport } from './checkReport.ts';
import type { NotebookEnvironment } from './environment.ts';
import type { Run } from './run.ts';
import type { NotebookServices } from './services.ts';

type Execute = Extract<HostToCells, { type: 'execute' }>;

/** Checks what cells define as answers to exercises. */
export class Checks {
  constructor(
    private readonly notebook: NotebookEnvironment,
    private readonly services: NotebookServices,
  ) {}

  /** Why this cell cannot be checked, if it is to be. */
  refuse({ exercise }: Execute, runner: CellRunner): Failure | undefined {
    if (exercise === undefined) return undefined;
    if (this.services.checker.entryOf(exercise) === undefined) return refusal(unknownExercise(exercise));
    return runner.definition ? undefined : refusal(languageWithoutChecks());
  }

  /** Checks what a run has just defined, if it is the answer to an exercise, and shows the report. */
  async check(run: Run, { exercise }: Execute, runner: CellRunner): Promise<void> {
    if (exercise === undefined || run.isRevoked) return;
    const { checker } = this.services;
    const answer = runner.definition?.(checker.entryOf(exercise) ?? '')?.value;
    this.begin(run);
    const report = checker.check(exercise, answer);
    // Then promises that the answer has left behind have been rejected, if they ever are.
    await new Promise<void>((resolve) => this.services.after(0, resolve));
    this.tell(run, exercise, report);
  }

  /** To be called when a run will not be waited for any longer. A check that was in the middle is told as it stands. */
  end(run: Run, { exercise }: Execute): void {
    const report = this.services.checker.takeUnanswered();
    if (report && exercise !== undefined) this.tell(run, exercise, report);
    this.stop(run);
  }

  /** The answer is called thousands of times: nobody wants to read or see what it does each time. */
  private begin(run: Run): void {
    run.said.muted = 'yes';
    this.notebook.caches.isPaused = true;
  }

  /** Returns whether something would have been said. */
  private stop({ said }: Run): boolean {
    const wasMuted = said.muted === 'something';
    said.muted = 'no';
    this.notebook.caches.isPaused = false;
    return wasMuted;
  }

  /** A run that has ended meanwhile cannot pass any more. */
  private tell(run: Run, exercise: string, report: CheckReport): void {
    const wasMuted = this.stop(run);
    if (run.isDone) return;
    for (const shown of showReport(report)) this.notebook.show(shown);
    if (wasMuted)
      this.notebook.show({ text: l10n.t('What your code writes while it is checked is not shown.') });
    this.notebook.send({ type: 'checked', cell: run.cell, exercise, report });
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
