import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader, type ReaderEntry } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

export const allLeave: ReaderMistake = {
  rule: () =>
    l10n.t('When an article has expired or has to make room, the others stay. In yours they all go.'),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override store(entry: ReaderEntry): void {
          const isPresent = this.entries.some(({ url }) => url === entry.url);
          if (!isPresent && this.entries.length >= this.maxsize) this.entries = [];
          super.store(entry);
        }
      },
    ),
    makePlain(
      class extends PlainReader {
        protected override store(entry: ReaderEntry): void {
          if (this.entries.some(({ url }) => url === entry.url)) this.entries = [];
          super.store(entry);
        }
      },
    ),
  ],
};
