import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const evictsTooMany: KeyedMistake = {
  rule: () => l10n.t('One entry leaves for a new one, and the others stay. In yours more than one leaves.'),
  models: (Base) => [
    each(
      class extends Base {
        protected override evict(): void {
          this.entries.clear();
        }
      },
    ),
    each(
      class extends Base {
        protected override evict(): void {
          super.evict();
          super.evict();
        }
      },
    ),
    // All with as few uses.
    each(
      class extends Base {
        protected override evict(): void {
          const fewest = this.entries.get(this.victim() ?? -1)?.uses;
          for (const [key, { uses }] of this.entries) if (uses === fewest) this.entries.delete(key);
        }
      },
    ),
  ],
};
