import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import type { PlainEntry } from './plainCache.ts';

export const oldPlaceStays: KeyedMistake = {
  of: 'lru',
  rule: () =>
    l10n.t(
      'A use moves the entry. In yours it gets a second place in the order, and its old place still decides.',
    ),
  models: (Base) => [
    ...[['get', 'put'], ['get'], ['put']].map((doubling) =>
      each(
        class extends Base {
          private readonly places: number[] = [];
          override get(key: number) {
            if (this.entries.has(key)) this.place(key, 'get');
            return super.get(key);
          }
          protected override overwrite(key: number, entry: PlainEntry, value: number): void {
            this.place(key, 'put');
            super.overwrite(key, entry, value);
          }
          protected override add(key: number, value: number): void {
            super.add(key, value);
            this.places.push(key);
          }
          protected override victim() {
            return this.places.shift();
          }
          private place(key: number, by: string): void {
            if (!doubling.includes(by)) this.places.splice(this.places.indexOf(key), 1);
            this.places.push(key);
          }
        },
      ),
    ),
  ],
};
