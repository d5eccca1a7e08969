import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader, type ReaderEntry } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

export const secondsAsMs: ReaderMistake = {
  rule: () =>
    l10n.t(
      'clock.now() counts milliseconds: 10 s are 10,000 of them. Yours takes seconds for them, so entries go too soon.',
    ),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override store(entry: ReaderEntry): void {
          super.store({ ...entry, expires: this.time() + this.seconds });
        }
      },
    ),
    makePlain(
      class extends PlainReader {
        protected override store(entry: ReaderEntry): void {
          super.store({ ...entry, expires: this.time() / 1000 + this.seconds });
        }
      },
    ),
  ],
};
