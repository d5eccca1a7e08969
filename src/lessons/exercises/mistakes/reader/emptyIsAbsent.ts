import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader, type ReaderEntry } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

export const emptyIsAbsent: ReaderMistake = {
  rule: () =>
    l10n.t('A length of 0 is a length: an empty article is kept, too. Ask whether there is an entry.'),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override isAlive(entry: ReaderEntry): boolean {
          return entry.length > 0 && super.isAlive(entry);
        }
      },
    ),
  ],
};
