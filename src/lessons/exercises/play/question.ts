/** What the judge asks of an answer, and what comes back: JSON, from one side of a wall to the other. */
import type { CallsTrial } from './calls.ts';
import type { KeyedTrial } from './keyed.ts';
import type { Attention, ReaderTrial } from './reader.ts';
import type { ScriptTrial } from './script.ts';
import type { Measured } from './speed.ts';
import type { Played } from './trial.ts';

export type Question =
  | { readonly game: 'keyed'; readonly trials: readonly KeyedTrial[] }
  | { readonly game: 'reader'; readonly trials: readonly ReaderTrial[]; readonly attention?: Attention }
  | {
      readonly game: 'calls';
      readonly trials: readonly CallsTrial[];
      readonly entry: string;
      readonly most: number;
    }
  | { readonly game: 'script'; readonly trials: readonly ScriptTrial[] }
  /** Counts the calls that one call makes. */
  | { readonly game: 'count'; readonly argument: number }
  | { readonly game: 'speed'; readonly small: number; readonly large: number };

/** What is asked with sequences of operations. */
export type TrialQuestion = Exclude<Question, { game: 'speed' | 'count' }>;

export interface Findings {
  /** False where it was ended: the last of `played` did not come to its end, nor did a measurement. */
  readonly isDone: boolean;
  readonly played: readonly Played[];
  /** Of a measurement. */
  readonly measured?: Measured | undefined;
  /** The person's function that was called most often in a count. */
  readonly mostCalled?: { readonly name: string; readonly count: number } | undefined;
  /** Whether the answer has made a cache of the product's. */
  readonly usesTools?: boolean | undefined;
  /** What a measurement has thrown. */
  readonly thrown?: string | undefined;
}

/** Puts a question to an answer. Rejects where nobody is there any more to be asked. */
export type Ask = (question: Question) => Promise<Findings>;
