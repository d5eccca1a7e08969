import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const storesNothing: KeyedMistake = {
  rule: () =>
    l10n.t(
      'A put stores the value, and get answers with it until the entry leaves. Yours answers as if nothing were there.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        override get() {
          return -1;
        }
      },
    ),
  ],
};
