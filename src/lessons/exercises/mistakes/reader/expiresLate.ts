import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader, type ReaderEntry } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

export const expiresLate: ReaderMistake = {
  rule: () =>
    l10n.t(
      'When the seconds have passed, the entry is gone: at that moment, not after it. Yours still answers with it.',
    ),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override isAlive(entry: ReaderEntry): boolean {
          return this.time() <= entry.expires;
        }
      },
    ),
  ],
};
