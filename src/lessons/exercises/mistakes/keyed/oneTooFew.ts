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
    each(
      class extends Base {
        protected override insert(key: number, value: number): void {
          this.add(key, value);
          if (this.entries.size >= this.capacity) this.evict();
        }
      },
    ),
  ],
};
