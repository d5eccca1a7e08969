import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const missingInserts: KeyedMistake = {
  rule: () => l10n.t('A get of a missing key changes nothing. In yours it takes up room.'),
  models: (Base) => [
    each(
      class extends Base {
        override get(key: number) {
          if (!this.entries.has(key)) this.put(key, -1);
          return super.get(key);
        }
      },
    ),
    each(
      class extends Base {
        protected override missing() {
          if (this.entries.size >= this.capacity) this.evict();
          return -1;
        }
      },
    ),
  ],
};
