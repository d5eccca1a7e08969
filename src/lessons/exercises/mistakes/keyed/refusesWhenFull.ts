import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const refusesWhenFull: KeyedMistake = {
  rule: () =>
    l10n.t(
      'A new entry always comes in: when the cache is full, another one leaves for it. Yours is turned away, or it is the one that leaves: from the wrong end.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        protected override insert(key: number, value: number): void {
          if (this.entries.size < this.capacity) this.add(key, value);
        }
      },
    ),
  ],
};
