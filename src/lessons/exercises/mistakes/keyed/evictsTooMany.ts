import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const evictsTooMany: KeyedMistake = {
  rule: () =>
    l10n.t('One entry leaves for a new one, and the others stay. In yours a new entry empties the cache.'),
  models: (Base) => [
    each(
      class extends Base {
        protected override evict(): void {
          this.entries.clear();
        }
      },
    ),
  ],
};
