import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

/** What may be taken for the number of entries that have room. */
const WAYS: readonly ((maxsize: number) => number)[] = [
  () => 1,
  () => 2,
  () => 3,
  () => Infinity,
  (maxsize) => maxsize + 1,
  (maxsize) => Math.max(1, maxsize - 1),
  (maxsize) => Math.min(maxsize, 3),
];

export const wrongSize: ReaderMistake = {
  rule: () =>
    l10n.t('maxsize counts entries: so many have room, whatever the number is. Yours holds more, or fewer.'),
  models: () =>
    WAYS.map((roomOf) =>
      makePlain(
        class extends PlainReader {
          protected override room(): number {
            return roomOf(this.maxsize);
          }
        },
      ),
    ),
};
