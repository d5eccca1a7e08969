import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const getIsNoUse: KeyedMistake = {
  rule: () => l10n.t('A get is a use of the entry. Yours evicts as if nobody had asked for it.'),
  models: (Base) => [
    each(
      class extends Base {
        override get(key: number) {
          return this.entries.get(key)?.value ?? -1;
        }
      },
    ),
  ],
};
