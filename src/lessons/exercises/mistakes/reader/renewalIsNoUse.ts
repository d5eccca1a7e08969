import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader, type ReaderEntry } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

/** `Map.set` on a present key leaves it at its place. */
export const renewalIsNoUse: ReaderMistake = {
  rule: (language) =>
    language === 'python'
      ? l10n.t(
          'An article that is fetched anew is the most recently used one. A dict leaves a present key at its place: pop it first.',
        )
      : l10n.t(
          'An article that is fetched anew is the most recently used one. A Map leaves a present key at its place: delete it first.',
        ),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override store(entry: ReaderEntry): void {
          const at = this.entries.findIndex(({ url }) => url === entry.url);
          if (at >= 0) this.entries[at] = entry;
          else super.store(entry);
        }
      },
    ),
    makePlain(
      class extends PlainReader {
        protected override store(entry: ReaderEntry): void {
          if (this.entries.length >= this.maxsize) this.entries.shift();
          super.store(entry);
        }
      },
    ),
  ],
};
