import type { MakeReaders } from '../../check/readerModel.ts';

/** A mistake that people make in a timed reader: one file each in this folder, one line in `index.ts`. */
export interface ReaderMistake {
  /** The rule that is broken, in a sentence or two, in the words of the answer's language. */
  readonly rule: (language?: string) => string;
  /** Readers that make this mistake and no other, each in a way of its own. */
  readonly models: () => readonly MakeReaders[];
}
