import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

export const clearKeepsCounts: ReaderMistake = {
  rule: () => l10n.t('clear() empties the cache and sets hits and misses to zero, and nothing else does.'),
  models: () => [
    makePlain(
      class extends PlainReader {
        override clear(): void {
          this.entries = [];
        }
      },
    ),
    makePlain(
      class extends PlainReader {
        override clear(): void {
          this.hits = this.misses = 0;
        }
      },
    ),
  ],
};
