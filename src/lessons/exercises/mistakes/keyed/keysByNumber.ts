import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const keysByNumber: KeyedMistake = {
  of: 'lru',
  rule: () =>
    l10n.t(
      'Use decides who leaves, not the number of the key. An object lists whole numbers by size; a Map keeps the order in which they came.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        protected override victim() {
          return Math.min(...this.entries.keys());
        }
      },
    ),
  ],
};
