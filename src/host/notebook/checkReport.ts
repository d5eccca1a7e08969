import * as l10n from '@vscode/l10n';
import type { CheckReport, CheckResult } from '../../lessons/exercises/check/report.ts';
import type { Shown } from '../../protocol/values.ts';
import { recordReplay } from './checkRecording.ts';

/**
 * A report as a person reads it: the verdict and the first thing that fails, then everything else that does, each with
 * the sequence that shows it. What is well takes one line. Each text is short: VS Code cuts long ones.
 */
export function showReport({ passed, results }: CheckReport): Shown[] {
  const failed = results.filter((result) => !result.passed);
  const verdict = passed ? l10n.t('The check passed.') : l10n.t('The check did not pass.');
  const count = l10n.t('{0} of {1} checks passed.', results.length - failed.length, results.length);
  const end = results.length > 1 ? [count] : [];
  const [first, ...others] = failed;
  if (!first) {
    const told = results.flatMap(({ message }) => (message === '' ? [] : sentences(message)));
    return [{ text: [verdict, ...told, ...end].join('\n') }];
  }
  return [
    ...showFailure([verdict, ...tell(l10n.t('Failed: {0}.', first.title), first)], first),
    ...others.flatMap((other) => showFailure(tell(l10n.t('Failed too: {0}.', other.title), other), other)),
    ...end.map((text) => ({ text })),
  ];
}

function showFailure(lines: readonly string[], result: CheckResult): Shown[] {
  return [{ text: lines.join('\n') }, ...(result.steps.length === 0 ? [] : [showSteps(result)])];
}

/** A line each: outputs of text are not wrapped, and what stands beyond the edge is not read. */
function tell(heading: string, { message, rule, steps }: CheckResult): string[] {
  // What is said of steps may quote an answer.
  const found = steps.length > 0 ? [message] : sentences(message);
  return [heading, ...found, ...sentences(rule ?? '')].filter((line) => line !== '');
}

function sentences(text: string): string[] {
  return text.split(/(?<=\.) /);
}

function showSteps({ title, steps, columns: states, replay }: CheckResult): Shown {
  const columns = [
    l10n.t('Operation'),
    l10n.t('Should answer'),
    l10n.t('Yours answers'),
    ...(states ?? []),
    l10n.t('Right'),
  ];
  const rows = steps.map((step) => [
    step.operation,
    step.expected,
    step.actual,
    ...(states ? [step.expectedState, step.actualState] : []),
    step.isRight ? l10n.t('yes') : l10n.t('no'),
  ]);
  const text = `${title}:\n\n${alignColumns([columns, ...rows])}`;
  const wrong = steps.flatMap(({ isRight }, index) => (isRight ? [] : [index]));
  const model = replay && recordReplay(replay, l10n.t('the model'));
  return { text, value: { kind: 'check', columns, rows, wrong, ...(model && { model }) } };
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
