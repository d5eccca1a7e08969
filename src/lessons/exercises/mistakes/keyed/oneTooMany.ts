import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const oneTooMany: KeyedMistake = {
  rule: () =>
    l10n.t('The capacity counts entries: as many as that and no more. Yours makes room one entry too late.'),
  models: (Base) => [
    each(
      class extends Base {
        constructor(capacity: number) {
          super(capacity + 1);
        }
      },
    ),
  ],
};
