import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const fewestStaysOne: KeyedMistake = {
  of: 'lfu',
  rule: () =>
    l10n.t(
      'When no entry has one use, the fewest uses are more. Yours looks for an entry with one use, and none leaves.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        protected override victim() {
          const those = [...this.entries].filter(([, { uses }]) => uses === 1);
          return those.sort(([, a], [, b]) => a.stamp - b.stamp)[0]?.[0];
        }
      },
    ),
  ],
};
