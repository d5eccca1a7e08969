import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const getRemoves: KeyedMistake = {
  rule: () => l10n.t('A get leaves the entry in the cache. Yours takes it out and does not put it back.'),
  models: (Base) => [
    each(
      class extends Base {
        override get(key: number) {
          const value = super.get(key);
          this.entries.delete(key);
          return value;
        }
      },
    ),
  ],
};
