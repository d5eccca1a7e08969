import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const evictsNewest: KeyedMistake = {
  of: 'lru',
  rule: () =>
    l10n.t(
      'The least recently used entry leaves. In yours the most recently used one does: it takes the wrong end.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        protected override compare(a: PlainEntry, b: PlainEntry): number {
          return b.stamp - a.stamp;
        }
      },
    ),
  ],
};
