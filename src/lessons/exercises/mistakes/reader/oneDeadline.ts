import * as l10n from '@vscode/l10n';
import { makePlain, PlainReader, type ReaderEntry } from '../../check/readerModel.ts';
import type { World } from '../../play/world.ts';
import type { Outcome } from '../../play/outcome.ts';
import type { ReaderMistake } from './mistake.ts';

/** As the tutorial's decorator has it: at one moment everything goes. */
class OneDeadline extends PlainReader {
  private deadline: number;

  constructor(world: World, seconds: number, maxsize: number) {
    super(world, seconds, maxsize);
    this.deadline = this.time() + seconds * 1000;
  }

  override read(url: string): Outcome {
    if (this.time() >= this.deadline) {
      this.entries = [];
      this.deadline = this.time() + this.seconds * 1000;
    }
    return super.read(url);
  }

  protected override isAlive(): boolean {
    return true;
  }
}

export const oneDeadline: ReaderMistake = {
  rule: () => tellOneDeadline(),
  models: () => [
    makePlain(OneDeadline),
    makePlain(
      class extends OneDeadline {
        protected override time(): number {
          return this.clock.wallTime();
        }
      },
    ),
    // Set when the reader is made, and never again.
    makePlain(
      class extends PlainReader {
        private readonly deadline = this.time() + this.seconds * 1000;
        protected override store(entry: ReaderEntry): void {
          super.store({ ...entry, expires: this.deadline });
        }
      },
    ),
  ],
};

export function tellOneDeadline(): string {
  return l10n.t(
    'Every entry has its own lifetime, from its fetch on. One time of expiry for all of them cannot say that.',
  );
}
