import { l10n } from 'vscode';
import type { CacheCounts } from '../../protocol/session.ts';
import type { LimitAdvice } from '../../lab/index.ts';
import { written } from '../numbers.ts';

/** The figures of a cache in one line. */
export function figuresText({ hits, misses, currsize, maxsize }: CacheCounts): string {
  const requests = hits + misses;
  const rate = requests === 0 ? 0 : Math.round((100 * hits) / requests);
  return maxsize === null
    ? l10n.t(
        '{0} hits, {1} misses, {2} %, {3} entries',
        written(hits),
        written(misses),
        rate,
        written(currsize),
      )
    : l10n.t(
        '{0} hits, {1} misses, {2} %, {3} of {4}',
        written(hits),
        written(misses),
        rate,
        written(currsize),
        written(maxsize),
      );
}

/** What could be done with the limit, in a few words. */
export function adviceText(advice: LimitAdvice): string {
  switch (advice.kind) {
    case 'enough':
      return l10n.t('{0} would be enough', written(advice.size));
    case 'more':
      return l10n.t('more room would save {0} misses', written(advice.saves));
    case 'unused':
      return l10n.t('nothing was asked for twice');
  }
}

/** Why. */
export function reasonText(advice: LimitAdvice, maxsize: number | null): string {
  switch (advice.kind) {
    case 'enough':
      return l10n.t(
        'No request needed more than the {0} most recently used keys. A cache of that size would have answered the same requests.',
        written(advice.size),
      );
    case 'more':
      return advice.size === undefined
        ? l10n.t(
            '{0} requests were for keys that had been there before and had made room for others. The function calls itself, so a larger cache gets other requests: run it with more room to see how much is enough.',
            written(advice.saves),
          )
        : l10n.t(
            '{0} requests were for keys that had been there before and had made room for others. With {1} entries instead of {2} all of them would have been hits.',
            written(advice.saves),
            written(advice.size),
            written(maxsize ?? 0),
          );
    case 'unused':
      return l10n.t('Every request was for a new key, so the cache has not answered any of them.');
  }
}
