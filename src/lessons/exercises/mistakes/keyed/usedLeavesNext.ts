import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const usedLeavesNext: KeyedMistake = {
  of: 'lru',
  rule: () =>
    l10n.t(
      'A use makes the entry the most recently used one. Yours moves it to the other end, so it leaves next.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        protected override use(entry: PlainEntry): void {
          entry.stamp = -++this.now;
        }
      },
    ),
    each(
      class extends Base {
        override get(key: number) {
          const entry = this.entries.get(key);
          if (entry) entry.stamp = -++this.now;
          return entry?.value ?? -1;
        }
      },
    ),
    each(
      class extends Base {
        protected override overwrite(_key: number, entry: PlainEntry, value: number): void {
          entry.value = value;
          entry.stamp = -++this.now;
        }
      },
    ),
  ],
};
