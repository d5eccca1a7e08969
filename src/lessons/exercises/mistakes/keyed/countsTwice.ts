import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const countsTwice: KeyedMistake = {
  of: 'lfu',
  rule: () => l10n.t('Each get and each put is one use. Yours counts some of them twice.'),
  models: (Base) => [
    each(
      class extends Base {
        override get(key: number) {
          super.get(key);
          return super.get(key);
        }
      },
    ),
    each(
      class extends Base {
        protected override overwrite(key: number, entry: PlainEntry, value: number): void {
          super.overwrite(key, entry, value);
          this.use(entry);
        }
      },
    ),
  ],
};
