import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const oneTooFew: KeyedMistake = {
  rule: () => l10n.t('The capacity counts entries: so many have room. Yours makes room one entry too early.'),
  models: (Base) => [
    each(
      class extends Base {
        constructor(capacity: number) {
          super(capacity - 1);
        }
      },
    ),
  ],
};
