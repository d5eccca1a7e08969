import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader, type ReaderEntry } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

export const readProlongs: ReaderMistake = {
  rule: () => l10n.t('The lifetime counts from the fetch. A read does not prolong it.'),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override use(entry: ReaderEntry): void {
          super.use(entry);
          entry.expires = this.time() + this.seconds * 1000;
        }
      },
    ),
  ],
};
