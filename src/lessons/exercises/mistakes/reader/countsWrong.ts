import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader, type ReaderEntry } from '../../check/readerModel.ts';
import type { Outcome } from '../../play/outcome.ts';
import type { ReaderMistake } from './mistake.ts';

export const countsWrong: ReaderMistake = {
  rule: () =>
    l10n.t('Every read counts once: as a hit where the cache answers, as a miss where it does not.'),
  models: () => [
    makePlain(
      class extends PlainReader {
        protected override use(entry: ReaderEntry): void {
          super.use(entry);
          this.hits--;
        }
      },
    ),
    // A read is a miss, whatever it finds.
    makePlain(
      class extends PlainReader {
        protected override use(entry: ReaderEntry): void {
          super.use(entry);
          this.misses++;
        }
      },
    ),
    makePlain(
      class extends PlainReader {
        protected override miss(): void {
          // Forgotten.
        }
      },
    ),
    // What is found is a hit, also where it has expired.
    makePlain(
      class extends PlainReader {
        override read(url: string): Outcome {
          const stale = this.entries.find((entry) => entry.url === url && !this.isAlive(entry));
          if (stale) [this.hits, this.misses] = [this.hits + 1, this.misses - 1];
          return super.read(url);
        }
      },
    ),
  ],
};
