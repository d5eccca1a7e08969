import * as l10n from '@vscode/l10n';
import type { CheckReport, Shown } from '../../protocol/cells.ts';

type Result = CheckReport['results'][number];
type Step = Result['steps'][number];

/** A report as a person reads it: what was checked, and the sequence that shows the first mistake, step by step. */
export function showReport({ passed, results }: CheckReport): Shown[] {
  const verdict = passed ? l10n.t('The check passed.') : l10n.t('The check did not pass.');
  const lines = results.flatMap((result) => [
    `${markOf(result)} ${result.title}.`,
    ...sentences(result.message),
  ]);
  const first = results.find(({ steps }) => steps.length > 0);
  if (!first) return [{ text: [verdict, ...lines].join('\n') }];
  const stepByStep = l10n.t('Step by step: {0}', first.title);
  const summary = [verdict, ...lines, ...(results.length > 1 ? [stepByStep] : [])];
  return [{ text: summary.join('\n') }, showSteps(first)];
}

/** A line each: outputs of text are not wrapped, and what stands beyond the edge is not read. */
function sentences(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\.) /);
}

function markOf({ passed }: Result): string {
  return passed ? l10n.t('Passed:') : l10n.t('Failed:');
}

function showSteps({ title, steps }: Result): Shown {
  const columns = [
    l10n.t('Operation'),
    l10n.t('Expected result'),
    l10n.t('Actual result'),
    l10n.t('Expected in the cache'),
    l10n.t('Actually in the cache'),
    l10n.t('Right'),
  ];
  const rows = steps.map((step) => [
    step.operation,
    step.expected,
    step.actual,
    step.expectedState,
    step.actualState,
    isRight(step) ? l10n.t('yes') : l10n.t('no'),
  ]);
  const text = `${title}:\n\n${alignColumns([columns, ...rows])}`;
  return { text, value: { kind: 'table', columns, rows, more: 0 } };
}

/** A wrong state is a mistake too, before any result shows it. */
function isRight({ isRight, expectedState, actualState }: Step): boolean {
  return isRight && (actualState === '' || actualState === expectedState);
}

function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
