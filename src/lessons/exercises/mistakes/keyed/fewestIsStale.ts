import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const fewestIsStale: KeyedMistake = {
  of: 'lfu',
  rule: () =>
    l10n.t(
      'A new entry has one use, so the fewest uses are one again. Yours still looks among those with more.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        private fewest = 1;
        protected override use(entry: PlainEntry): void {
          const { uses } = entry;
          super.use(entry);
          const isLast = ![...this.entries.values()].some((other) => other.uses === uses);
          if (uses === this.fewest && isLast) this.fewest++;
        }
        protected override victim() {
          const those = [...this.entries].filter(([, { uses }]) => uses === this.fewest);
          return those.sort(([, a], [, b]) => a.stamp - b.stamp)[0]?.[0];
        }
      },
    ),
  ],
};
