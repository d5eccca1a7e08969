import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const putIsNoUse: KeyedMistake = {
  rule: () =>
    l10n.t(
      'A put of a key that is present is a use, too. Yours changes the value and leaves the entry where it was.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        protected override overwrite(_key: number, entry: PlainEntry, value: number): void {
          entry.value = value;
        }
      },
    ),
  ],
};
