import * as l10n from '@vscode/l10n';
import type { FoundCells } from './cells.ts';
import { readCells } from './cells.ts';
import { readExercise } from './exercise.ts';
import { linesAbove, type FormedCell } from './form.ts';
import { splitLines } from './lines.ts';
import type { DirectiveCell, NotebookCell, NotebookProblem } from './model.ts';
import { readPrediction } from './prediction.ts';

/** What an author should know of the cells: mistakes in headers, fences without an end, a blank line or a code cell. */
export function findProblems(
  { cells, inHtml }: FoundCells,
  firstLine: number,
  exercises: readonly string[] | undefined,
): NotebookProblem[] {
  const hidden = inHtml.map((at) => ({ line: firstLine + at, message: withoutBlankLine() }));
  const others = cells.flatMap(({ cell, first, unclosed }, index) => {
    const line = firstLine + first;
    const problems: NotebookProblem[] = [];
    if (unclosed) problems.push({ line, message: withoutEnd(cell.kind) });
    if (cell.kind === 'markdown') return [...problems, ...inText(cell, line + linesAbove(cell), exercises)];
    if (cell.kind === 'code') return problems;
    const isPrediction = cell.kind === 'predict';
    problems.push(...mistakesIn(cell, line, exercises));
    const rest = cells.slice(index + 1);
    const next = rest.find(
      (each) => each.cell.kind === 'code' || (!isPrediction && each.cell.kind === 'exercise'),
    );
    if (next?.cell.kind !== 'code') problems.push({ line, message: withoutCode(isPrediction) });
    return problems;
  });
  return [...hidden, ...others];
}

function mistakesIn(
  cell: DirectiveCell,
  line: number,
  exercises: readonly string[] | undefined,
): readonly NotebookProblem[] {
  return (cell.kind === 'predict' ? readPrediction(cell, line) : readExercise(cell, line, exercises))
    .problems;
}

/** Questions and exercises in the text of a Markdown cell: nobody is asked them. What is wrong with them is told, too. */
function inText(
  { text }: FormedCell,
  firstLine: number,
  exercises: readonly string[] | undefined,
): NotebookProblem[] {
  return readCells(splitLines(text), '\n').cells.flatMap(({ cell, first }) => {
    if (cell.kind === 'markdown' || cell.kind === 'code') return [];
    const line = firstLine + first;
    const mistakes = mistakesIn(cell, line, exercises);
    return [{ line, message: shownAsText(mistakes.length > 0) }, ...mistakes].map((problem) => ({
      ...problem,
      isWarning: true,
    }));
  });
}

function shownAsText(hasMistake: boolean): string {
  return hasMistake
    ? l10n.t('This fence is part of a text, so nobody is asked. It has a mistake and cannot be a cell yet.')
    : l10n.t(
        'This fence is part of a text, so nobody is asked. Make it a cell, or show it in a longer fence.',
      );
}

function withoutBlankLine(): string {
  return l10n.t('This fence is part of the HTML above it, so it is no cell. Put a blank line before it.');
}

function withoutEnd(kind: NotebookCell['kind']): string {
  return kind === 'markdown'
    ? l10n.t(
        'This cell goes on to the end of the file. Close it with the same comment and a slash: <!-- /markdown -->.',
      )
    : l10n.t('This fence has no end, so the cell goes on to the end of the file. Close it with a fence.');
}

function withoutCode(isPrediction: boolean): string {
  return isPrediction
    ? l10n.t('No code cell follows this question. Put one after it, or take the question away.')
    : l10n.t('No code cell follows this exercise. Put one after it, for the answer.');
}
