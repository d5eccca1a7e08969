import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const evictsMostUsed: KeyedMistake = {
  of: 'lfu',
  rule: () => l10n.t('The entry with the fewest uses leaves. In yours the one with the most does.'),
  models: (Base) => [
    each(
      class extends Base {
        protected override compare(a: PlainEntry, b: PlainEntry): number {
          return b.uses - a.uses || a.stamp - b.stamp;
        }
      },
    ),
  ],
};
