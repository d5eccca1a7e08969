import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const remembersUses: KeyedMistake = {
  of: 'lfu',
  rule: () =>
    l10n.t(
      'An entry that left is forgotten: when it comes back it has one use. Yours remembers the old count.',
    ),
  models: (Base) =>
    [0, 1].map((more) =>
      each(
        class extends Base {
          private readonly usesOf = new Map<number, number>();
          protected override add(key: number, value: number): void {
            super.add(key, value);
            const entry = this.entries.get(key);
            const known = this.usesOf.get(key);
            if (entry && known !== undefined) entry.uses = known + more;
          }
          protected override evict(): void {
            this.entries.forEach(({ uses }: PlainEntry, key) => this.usesOf.set(key, uses));
            super.evict();
          }
        },
      ),
    ),
};
