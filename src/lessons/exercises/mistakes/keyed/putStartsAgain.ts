import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const putStartsAgain: KeyedMistake = {
  of: 'lfu',
  rule: () => l10n.t('A put of a key that is present is one more use. Yours begins to count again.'),
  models: (Base) => [
    each(
      class extends Base {
        protected override overwrite(key: number, _entry: unknown, value: number): void {
          this.entries.delete(key);
          this.add(key, value);
        }
      },
    ),
  ],
};
