import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const newcomerLeaves: KeyedMistake = {
  of: 'lfu',
  rule: () =>
    l10n.t(
      'Make room first, then store. In yours the new entry is there already and, with its single use, is the one that leaves.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        protected override insert(key: number, value: number): void {
          this.add(key, value);
          if (this.entries.size > this.capacity) this.evict();
        }
      },
    ),
  ],
};
