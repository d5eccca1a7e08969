import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const tieByNewest: KeyedMistake = {
  of: 'lfu',
  rule: () =>
    l10n.t(
      'A tie goes to the least recently used: of entries with equally many uses the one whose last use is longest ago leaves. Yours takes the most recently used one.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        protected override compare(a: PlainEntry, b: PlainEntry): number {
          return a.uses - b.uses || b.stamp - a.stamp;
        }
      },
    ),
  ],
};
