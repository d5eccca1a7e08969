import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader } from '../../check/readerModel.ts';
import type { ReaderMistake } from './mistake.ts';

export const dateCounts: ReaderMistake = {
  rule: () =>
    l10n.t(
      'A person can change the date, so it measures no time. Use clock.now(), which never runs backwards.',
    ),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override time(): number {
          return this.clock.wallTime();
        }
      },
    ),
  ],
};
