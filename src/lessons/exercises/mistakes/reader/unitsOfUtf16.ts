import { makePlain, PlainReader } from '../../check/readerModel.ts';
import { tellLength } from '../../check/readerWords.ts';
import type { ReaderMistake } from './mistake.ts';

export const unitsOfUtf16: ReaderMistake = {
  rule: tellLength,
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
