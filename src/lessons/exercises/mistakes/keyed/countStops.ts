import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

/** The sequence that shows it is the shortest: its most used entry goes just beyond what the counter holds. */
export const countStops: KeyedMistake = {
  of: 'lfu',
  rule: () =>
    l10n.t('Every use counts, however many there were. Your count stops, or begins again, at some number.'),
  models: (Base, { operations }) => {
    const uses = new Map<number, number>();
    for (const { key, type, times = 1 } of operations) {
      if (type !== 'fill') uses.set(key, (uses.get(key) ?? 0) + times);
    }
    const most = Math.max(...uses.values());
    return [most - 1, most, most + 1].flatMap((limit) => [
      each(
        class extends Base {
          protected override use(entry: PlainEntry): void {
            super.use(entry);
            if (entry.uses > limit) entry.uses = limit;
          }
        },
      ),
      each(
        class extends Base {
          protected override use(entry: PlainEntry): void {
            super.use(entry);
            if (entry.uses >= limit) entry.uses = 0;
          }
        },
      ),
    ]);
  },
};
