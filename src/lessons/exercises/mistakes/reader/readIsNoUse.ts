import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

export const readIsNoUse: ReaderMistake = {
  rule: () => l10n.t('A read of an article in the cache is a use. Yours evicts as if nobody had read it.'),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override use(): void {
          // Forgotten.
        }
      },
    ),
  ],
};
