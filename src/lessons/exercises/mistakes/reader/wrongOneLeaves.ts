import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader, type ReaderEntry } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

/** Entries stand in the order of use. */
const newest = (entries: readonly ReaderEntry[]): ReaderEntry | undefined => entries.at(-1);
const soonest = (entries: readonly ReaderEntry[]): ReaderEntry | undefined =>
  [...entries].sort((a, b) => a.expires - b.expires)[0];

export const wrongOneLeaves: ReaderMistake = {
  rule: () =>
    l10n.t(
      'The least recently used article leaves: not the one that came last, and not the one that expires first.',
    ),
  models: () => [
    ...[newest, soonest].map((find) =>
      makePlain(
        class extends PlainReader {
          protected override store(entry: ReaderEntry): void {
            const others = this.entries.filter(({ url }) => url !== entry.url);
            const victim = others.length >= this.maxsize ? find(others) : undefined;
            this.entries = [...others.filter((each) => each !== victim), entry];
          }
        },
      ),
    ),
  ],
};
