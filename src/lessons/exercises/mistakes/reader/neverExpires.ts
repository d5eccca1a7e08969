import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

export const neverExpires: ReaderMistake = {
  rule: () =>
    l10n.t(
      'When the seconds have passed on clock.now(), the entry is gone. Yours keeps it: by which clock does it go?',
    ),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override isAlive(): boolean {
          return true;
        }
      },
    ),
  ],
};
