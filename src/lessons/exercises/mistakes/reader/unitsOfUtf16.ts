import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

export const unitsOfUtf16: ReaderMistake = {
  rule: () =>
    l10n.t('The length counts characters: an emoji is one. A string of JavaScript counts units of UTF-16.'),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override lengthOf(body: string): number {
          return body.length;
        }
      },
    ),
  ],
};
