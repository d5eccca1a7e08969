import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

export const failureIsNoMiss: ReaderMistake = {
  rule: () =>
    l10n.t('A failed fetch is a miss: the article was not in the cache. Count it before you fetch.'),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override fail() {
          this.misses--;
          return super.fail();
        }
      },
    ),
  ],
};
