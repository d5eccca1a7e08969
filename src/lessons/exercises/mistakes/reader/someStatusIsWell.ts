import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

/** Ways to ask whether all is well that forget something. */
const WAYS: readonly ((status: number) => boolean)[] = [
  () => true,
  (status) => status < 400,
  (status) => status < 500,
  (status) => status < 300,
  (status) => status >= 200 && status < 300,
  (status) => status !== 404,
  (status) => status < 400 || status === 418,
];

export const someStatusIsWell: ReaderMistake = {
  rule: () =>
    l10n.t(
      'Every status but 200 is an error for the caller, and nothing of it is kept. Yours takes another one for an article.',
    ),
  models: () =>
    WAYS.map((isWell) =>
      makePlain(
        class extends PlainReader {
          protected override isWell(status: number): boolean {
            return isWell(status);
          }
        },
      ),
    ),
};
