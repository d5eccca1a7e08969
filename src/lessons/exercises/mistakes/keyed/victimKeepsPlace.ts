import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const victimKeepsPlace: KeyedMistake = {
  rule: () =>
    l10n.t(
      'The entry that leaves gives up its place in the order as well. In yours it keeps that place, so the next time nothing else leaves.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        private readonly places: [number, PlainEntry][] = [];
        protected override add(key: number, value: number): void {
          super.add(key, value);
          const entry = this.entries.get(key);
          if (entry) this.places.push([key, entry]);
        }
        protected override victim() {
          const [first] = [...this.places].sort(([, a], [, b]) => this.compare(a, b));
          return first?.[0];
        }
      },
    ),
  ],
};
