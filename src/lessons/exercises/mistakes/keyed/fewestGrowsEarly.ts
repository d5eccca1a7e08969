import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const fewestGrowsEarly: KeyedMistake = {
  of: 'lfu',
  rule: () =>
    l10n.t(
      'The fewest uses grow only when no entry has so few any more. Yours forgets those that still have.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        private fewest = 1;
        protected override use(entry: PlainEntry): void {
          if (entry.uses === this.fewest) this.fewest++;
          super.use(entry);
        }
        protected override add(key: number, value: number): void {
          super.add(key, value);
          this.fewest = 1;
        }
        protected override victim() {
          const those = [...this.entries].filter(([, { uses }]) => uses === this.fewest);
          return those.sort(([, a], [, b]) => a.stamp - b.stamp)[0]?.[0];
        }
      },
    ),
  ],
};
