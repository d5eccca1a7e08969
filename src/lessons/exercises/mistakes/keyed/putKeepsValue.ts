import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const putKeepsValue: KeyedMistake = {
  rule: () => l10n.t('A put of a key that is present replaces its value. Yours keeps the old one.'),
  models: (Base) => [
    each(
      class extends Base {
        protected override overwrite(_key: number, entry: PlainEntry): void {
          this.use(entry);
        }
      },
    ),
    each(
      class extends Base {
        protected override overwrite(): void {
          // Neither the value nor a use.
        }
      },
    ),
  ],
};
