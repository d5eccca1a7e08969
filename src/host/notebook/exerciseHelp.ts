import type { NotebookDocument } from 'vscode';
import { l10n, window } from 'vscode';
import { safeLength } from '../../protocol/notebook/fence.ts';
import { type Exercise, hintsIn } from '../../lessons/exercises/exercise.ts';

/** A hint, as a person reads it below the cell. */
export interface Hint {
  /** From 1 up. */
  readonly number: number;
  readonly total: number;
  readonly text: string;
}

/** Which hints of which exercise were read in a notebook, while it is open. */
export class Hints {
  private readonly read = new WeakMap<NotebookDocument, Map<string, number>>();

  /** The next hint; undefined after the last one. */
  next(notebook: NotebookDocument, exercise: Exercise, language: string): Hint | undefined {
    const hints = hintsIn(language, exercise);
    const index = this.countOf(notebook, exercise);
    const text = hints[index];
    if (text === undefined) return undefined;
    const counts = this.read.get(notebook) ?? new Map<string, number>();
    this.read.set(notebook, counts.set(exercise.id, index + 1));
    return { number: index + 1, total: hints.length, text };
  }

  /** How many hints were not read yet. */
  left(notebook: NotebookDocument, exercise: Exercise): number {
    return exercise.hints().length - this.countOf(notebook, exercise);
  }

  private countOf(notebook: NotebookDocument, { id }: Exercise): number {
    return this.read.get(notebook)?.get(id) ?? 0;
  }
}

export function hintMarkdown({ number, total, text }: Hint): string {
  return `**${l10n.t('Hint {0} of {1}.', number, total)}** ${text}`;
}

/** A solution in the language of the cell; in TypeScript where there is none. */
export function solutionIn(language: string, { python, solution }: Exercise): string {
  return language === 'python' && python ? python.solution : solution;
}

export function solutionMarkdown(exercise: Exercise, language: string): string {
  const lead = l10n.t('A solution. Your own code stays as it is; others are right, too.');
  return `**${exercise.title()}.** ${lead}\n\n${solutionFence(exercise, language)}`;
}

/** The code of a solution as Markdown, in the language that it is written in. */
export function solutionFence(exercise: Exercise, language: string): string {
  const solution = solutionIn(language, exercise);
  const marks = '`'.repeat(safeLength(solution, '`'));
  const name = solution === exercise.python?.solution ? 'python' : 'typescript';
  return `${marks}${name}\n${solution}\n${marks}`;
}

/** Says that all hints were read. Resolves with whether the person wants to see a solution. */
export async function tellNoMoreHints(): Promise<boolean> {
  const solution = l10n.t('Show Solution');
  const message = l10n.t('There are no more hints. You have read all of them: they stand below the cell.');
  return (await window.showInformationMessage(message, solution)) === solution;
}

/** Asks once more before a solution is shown. */
export async function confirmSolution(hintsLeft: number): Promise<'solution' | 'hint' | undefined> {
  const solution = l10n.t('Show Solution');
  const hint = l10n.t('Show Hint');
  const detail =
    hintsLeft > 0
      ? l10n.t('Hints you have not read yet: {0}.', hintsLeft)
      : l10n.t('It appears below your code, which stays as it is.');
  const options = { modal: true, detail };
  const message = l10n.t('Do you want to see a solution?');
  const buttons = hintsLeft > 0 ? [solution, hint] : [solution];
  const chosen = await window.showInformationMessage(message, options, ...buttons);
  return chosen === solution ? 'solution' : chosen === hint ? 'hint' : undefined;
}
