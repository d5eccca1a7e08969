import type { KeyedMistake } from '../../../../src/lessons/exercises/mistakes/keyed/mistake.ts';

/** A class as the exercises on LRU and LFU ask for it. */
export type LruAnswer = new (capacity: number) => {
  get(key: number): number;
  put(key: number, value: number): void;
};

/** A wrong answer, and what is to be said of it. */
export interface Wrong {
  readonly answer: LruAnswer;
  /** Of the shortest sequence that shows it. */
  readonly length: number;
  readonly told: string;
  /** Whose rule is told; undefined where it is none that is known by name. */
  readonly mistake: KeyedMistake | undefined;
}
