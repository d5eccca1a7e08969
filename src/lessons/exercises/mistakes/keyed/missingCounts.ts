import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const missingCounts: KeyedMistake = {
  of: 'lfu',
  rule: () => l10n.t('A get of a missing key is no use, for there is no entry yet. Yours counts it.'),
  models: (Base) => [
    ...[false, true].map((isForgotten) =>
      each(
        class extends Base {
          private readonly usesOf = new Map<number, number>();
          override get(key: number) {
            if (!this.entries.has(key)) this.usesOf.set(key, (this.usesOf.get(key) ?? 0) + 1);
            return super.get(key);
          }
          protected override add(key: number, value: number): void {
            super.add(key, value);
            const entry = this.entries.get(key);
            if (entry) entry.uses += this.usesOf.get(key) ?? 0;
            if (isForgotten) this.usesOf.delete(key);
          }
        },
      ),
    ),
  ],
};
