import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const falsyValue: KeyedMistake = {
  rule: () =>
    l10n.t(
      '0 is a value like any other. Ask whether the key is present, not whether its value counts as true.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        override get(key: number) {
          return this.entries.get(key)?.value ? super.get(key) : -1;
        }
      },
    ),
    each(
      class extends Base {
        override put(key: number, value: number): void {
          if (this.entries.get(key)?.value === 0) this.entries.delete(key);
          super.put(key, value);
        }
        override get(key: number) {
          return this.entries.get(key)?.value ? super.get(key) : -1;
        }
      },
    ),
    // Only a put asks so: what it takes for new makes room for itself, and begins again.
    each(
      class extends Base {
        override put(key: number, value: number): void {
          if (this.entries.get(key)?.value === 0) {
            if (this.entries.size >= this.capacity) this.evict();
            this.entries.delete(key);
          }
          super.put(key, value);
        }
      },
    ),
  ],
};
