import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const neverEvicts: KeyedMistake = {
  rule: () =>
    l10n.t(
      'When the cache is full, an entry leaves before a new one comes. In yours each is still found. Is the capacity kept, and does the victim leave the map as well, under exactly its key?',
    ),
  models: (Base) => [
    each(
      class extends Base {
        protected override evict(): void {
          // Forgotten.
        }
      },
    ),
  ],
};
