import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader, type ReaderEntry } from '../../check/readerModel.ts';
import { secondsOf } from '../../play/reader.ts';
import type { ReaderMistake } from './mistake.ts';

export const sharedReaders: ReaderMistake = {
  rule: (language) =>
    language === 'python'
      ? l10n.t(
          'Every reader has a state of its own. Keep entries, counters and the lifetime in self, not in a variable outside, in the class, or in a default.',
        )
      : l10n.t(
          'Every reader has a state of its own. Keep entries, counters and the lifetime inside createReader, not in variables outside.',
        ),
  models: () => [
    (setups, world) => {
      let shared: ReaderEntry[] = [];
      return makePlain(PlainReader)(setups, world).map(
        (reader) =>
          reader &&
          Object.defineProperty(reader, 'entries', {
            get: () => shared,
            set: (entries: ReaderEntry[]) => (shared = entries),
          }),
      );
    },
    (setups, world) => {
      const last = setups.at(-1);
      const seconds = last && secondsOf(last.seconds);
      return setups.map(({ maxsize }) => new PlainReader(world, seconds ?? 1, maxsize));
    },
  ],
};
