import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const updateEvicts: KeyedMistake = {
  rule: () =>
    l10n.t(
      'An update does not evict: a key that is present needs no room. Look for the key before you make room.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        override put(key: number, value: number): void {
          const wasPresent = this.entries.get(key);
          if (this.entries.size >= this.capacity) this.evict();
          if (!wasPresent) this.add(key, value);
          else {
            this.entries.set(key, wasPresent);
            this.overwrite(key, wasPresent, value);
          }
        }
      },
    ),
    each(
      class extends Base {
        override put(key: number, value: number): void {
          if (this.entries.size >= this.capacity) this.evict();
          super.put(key, value);
        }
      },
    ),
    // A get that puts what it has found.
    each(
      class extends Base {
        override get(key: number) {
          const value = this.entries.get(key)?.value;
          if (value !== undefined) this.put(key, value);
          return value ?? -1;
        }
        override put(key: number, value: number): void {
          if (this.entries.size >= this.capacity) this.evict();
          super.put(key, value);
        }
      },
    ),
  ],
};
