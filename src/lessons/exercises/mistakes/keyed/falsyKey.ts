import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const falsyKey: KeyedMistake = {
  rule: () => l10n.t('0 is a key like any other. Yours treats it as if there were no key.'),
  models: (Base) => [
    each(
      class extends Base {
        override get(key: number) {
          return key === 0 ? -1 : super.get(key);
        }
      },
    ),
    each(
      class extends Base {
        override put(key: number, value: number): void {
          if (key !== 0) super.put(key, value);
        }
      },
    ),
    each(
      class extends Base {
        protected override evict(): void {
          if (this.victim() !== 0) super.evict();
        }
      },
    ),
  ],
};
