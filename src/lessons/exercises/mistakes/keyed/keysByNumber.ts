import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const keysByNumber: KeyedMistake = {
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
    // Among those with the fewest uses.
    each(
      class extends Base {
        protected override victim() {
          const fewest = Math.min(...[...this.entries.values()].map(({ uses }) => uses));
          return Math.min(...[...this.entries].flatMap(([key, { uses }]) => (uses === fewest ? [key] : [])));
        }
      },
    ),
  ],
};
