import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

export const failureForgets: ReaderMistake = {
  rule: () => l10n.t('Make room only once the new article is there: a failed fetch evicts nothing.'),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override miss(): void {
          super.miss();
          if (this.entries.length >= this.maxsize) this.entries.shift();
        }
      },
    ),
  ],
};
