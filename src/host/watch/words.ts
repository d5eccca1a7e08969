import { env, l10n } from 'vscode';
import type { CacheCounts } from '../../protocol/session.ts';
import type { LimitAdvice } from '../../lab/index.ts';

/** The figures of a cache in one line. */
export function figuresText({ hits, misses, currsize, maxsize }: CacheCounts): string {
  const requests = hits + misses;
  const rate = requests === 0 ? 0 : Math.round((100 * hits) / requests);
  return maxsize === null
    ? l10n.t('{0} hits, {1} misses, {2} %, {3} entries', number(hits), number(misses), rate, number(currsize))
    : l10n.t(
        '{0} hits, {1} misses, {2} %, {3} of {4}',
        number(hits),
        number(misses),
        rate,
        number(currsize),
        number(maxsize),
      );
}

/** What could be done with the limit, in a few words. */
export function adviceText(advice: LimitAdvice): string {
  switch (advice.kind) {
    case 'enough':
      return l10n.t('{0} would be enough', number(advice.size));
    case 'more':
      return l10n.t('more room would save {0} misses', number(advice.saves));
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
        number(advice.size),
      );
    case 'more':
      return advice.size === undefined
        ? l10n.t(
            '{0} requests were for keys that had been there before and had made room for others. The function calls itself, so a larger cache gets other requests: run it with more room to see how much is enough.',
            number(advice.saves),
          )
        : l10n.t(
            '{0} requests were for keys that had been there before and had made room for others. With {1} entries instead of {2} all of them would have been hits.',
            number(advice.saves),
            number(advice.size),
            number(maxsize ?? 0),
          );
    case 'unused':
      return l10n.t('Every request was for a new key, so the cache has not answered any of them.');
  }
}

/** As people write numbers in the language of the window. */
function number(value: number): string {
  try {
    return value.toLocaleString(env.language);
  } catch {
    return value.toLocaleString('en'); // VS Code may call a language what `Intl` does not know.
  }
}
