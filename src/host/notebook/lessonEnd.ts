import { l10n } from 'vscode';
import type { LessonSummary } from '../lessons/notebookProgress.ts';
import { markdownOutput } from './markdownOutput.ts';
import type { Postscript } from './notebooks.ts';
import type { ProgressOf } from './predictions.ts';

/** Says below the last cell of a lesson what was done in it: that all cells have run is not that all was understood. */
export function lessonEnd(progressOf: ProgressOf): Postscript {
  return async (cell) => {
    const summary = (await progressOf(cell.notebook)).summaryAt(cell);
    return summary && summary.asked > 0 ? [markdownOutput(summaryText(summary))] : [];
  };
}

function summaryText({ run, total, right, asked, missed }: LessonSummary): string {
  const done = l10n.t(
    'In this lesson you have run {0} of {1} cells and predicted {2} of {3} right.',
    run,
    total,
    right,
    asked,
  );
  if (missed.length === 0) return done;
  const again =
    missed.length === 1
      ? l10n.t(
          'One question was missed. It is asked again another day, or now with Ask Missed Questions Again.',
        )
      : l10n.t(
          '{0} questions were missed. They are asked again another day, or now with Ask Missed Questions Again.',
          missed.length,
        );
  return `${done} ${again}`;
}
