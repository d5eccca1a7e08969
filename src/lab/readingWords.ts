import * as l10n from '@vscode/l10n';
import { count, percent } from './words.ts';

/** What is to be known of how a trace was read. */
export interface ReadingFacts {
  readonly rate: number;
  readonly exact: number;
  readonly error: number;
  readonly hasGrown: boolean;
  readonly unclear: { readonly times: number; readonly back: number; readonly sizes: number };
}

/** Where policies ran over a part of the keys: which, and how far a ratio of theirs may be off. */
export interface RunFacts {
  readonly rate: number;
  readonly error: number;
}

/** What has to be known beside the advice: that a sample stands for all, and what of the file was not used as it stands there. */
export function readingWords(
  { rate, exact, error, hasGrown, unclear }: ReadingFacts,
  runs: RunFacts,
): string[] {
  const notes: readonly (readonly [boolean, () => string])[] = [
    [
      rate < 1,
      () =>
        l10n.t(
          'There are more keys than memory for them: they were all told apart up to request {0}. The curve is made of {1} % of the keys, with all their requests. Its ratios are right to about {2} % of all requests, less where it falls steeply.',
          count(exact),
          percent(rate),
          percent(error),
        ),
    ],
    [
      runs.rate < 1,
      () =>
        l10n.t(
          'Policies ran over {0} % of the keys, with all their requests. By chance a hit ratio of theirs may be off by {1} % of all requests.',
          percent(runs.rate),
          percent(runs.error),
        ),
    ],
    [
      hasGrown,
      () => l10n.t('The file has grown while it was read. What was there at the beginning is counted.'),
    ],
    [
      unclear.times > 0,
      () =>
        l10n.t(
          'No time could be read of {0} requests. They count as made when the one before was.',
          count(unclear.times),
        ),
    ],
    [
      unclear.back > 0,
      () =>
        l10n.t(
          'The times of {0} requests go back behind an earlier one. They count as made when that one was.',
          count(unclear.back),
        ),
    ],
    [
      unclear.sizes > 0,
      () => l10n.t('No size could be read of {0} requests. They count as of no bytes.', count(unclear.sizes)),
    ],
  ];
  return notes.flatMap(([isSo, text]) => (isSo ? [text()] : []));
}
