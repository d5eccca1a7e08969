import * as l10n from '@vscode/l10n';
import type { CheckReport, CheckResult, CheckStep } from '../../lessons/exercises/check/report.ts';
import type { Shown } from '../../protocol/values.ts';

/**
 * A report as a person reads it: the verdict, then the first thing that fails with the sequence that shows it, then what
 * else fails. What is well takes one line. All of it is short: the eye is below the cell, and VS Code cuts long texts.
 */
export function showReport({ passed, results }: CheckReport): Shown[] {
  const failed = results.filter((result) => !result.passed);
  const first = failed.find(({ steps }) => steps.length > 0) ?? failed[0];
  const verdict = passed ? l10n.t('The check passed.') : l10n.t('The check did not pass.');
  const told = first ? tell(first) : results.flatMap(({ message }) => sentences(message));
  const others = failed.filter((result) => result !== first);
  const rest = [
    ...others.map(({ title }) => l10n.t('Failed too: {0}.', title)),
    ...(results.length > 1
      ? [l10n.t('{0} of {1} checks passed.', results.length - failed.length, results.length)]
      : []),
  ];
  if (!first || first.steps.length === 0) return [{ text: [verdict, ...told, ...rest].join('\n') }];
  const shown = [{ text: [verdict, ...told].join('\n') }, showSteps(first)];
  return rest.length === 0 ? shown : [...shown, { text: rest.join('\n') }];
}

function tell({ title, message }: CheckResult): string[] {
  return [l10n.t('Failed: {0}.', title), ...sentences(message)];
}

/** A line each: outputs of text are not wrapped, and what stands beyond the edge is not read. */
function sentences(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\.) /);
}

function showSteps({ title, steps }: CheckResult): Shown {
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
function isRight({ isRight, expectedState, actualState }: CheckStep): boolean {
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
