import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const useTakesOut: KeyedMistake = {
  of: 'lru',
  rule: () =>
    l10n.t(
      'A use moves the entry to the end of the order. Yours takes it out of the order and does not put it back.',
    ),
  models: (Base) => [
    ...[
      { isAddedFirst: false, isPutBack: false },
      { isAddedFirst: false, isPutBack: true },
      { isAddedFirst: true, isPutBack: false },
      { isAddedFirst: true, isPutBack: true },
    ].map(({ isAddedFirst, isPutBack }) =>
      each(
        class extends Base {
          private readonly out = new Set<PlainEntry>();
          protected override use(entry: PlainEntry): void {
            this.out.add(entry);
          }
          protected override overwrite(key: number, entry: PlainEntry, value: number): void {
            super.overwrite(key, entry, value);
            if (!isPutBack) return;
            this.out.delete(entry);
            entry.stamp = ++this.now;
          }
          protected override insert(key: number, value: number): void {
            if (isAddedFirst) this.add(key, value);
            if (this.entries.size >= this.capacity + Number(isAddedFirst)) this.evict();
            if (!isAddedFirst) this.add(key, value);
          }
          protected override victim() {
            const inOrder = [...this.entries].filter(([, entry]) => !this.out.has(entry));
            return inOrder.sort(([, a], [, b]) => a.stamp - b.stamp)[0]?.[0];
          }
        },
      ),
    ),
  ],
};
