import * as l10n from '@vscode/l10n';
import { isSame, type Note, type Outcome } from '../play/outcome.ts';
import type { Findings, Question } from '../play/question.ts';
import { type MakeSubject, play, type Played, type Trial } from '../play/trial.ts';
import type { Replay } from './replay.ts';
import type { Held, Look, Wrong } from './held.ts';
import { askToTheEnd, type CheckContext, type CheckResult, type CheckStep } from './report.ts';

/** How an exercise is put to the test with sequences of operations. */
export interface Game<S, O> {
  readonly question: (trials: readonly Trial<S, O>[]) => Question;
  readonly makeModel: MakeSubject<S, O>;
  /** Smaller trials that may show the same mistake. */
  readonly simpler: (trial: Trial<S, O>) => Iterable<Trial<S, O>>;
  readonly describeSetups: (setups: readonly S[]) => string;
  /** What one of several is called. */
  readonly nameOf: (of: number) => string;
  readonly describeOperation: (operation: O, setups: readonly S[]) => string;
  /** What the operation does by itself many times, as one thing to do. */
  readonly weigh: (operation: O) => number;
  /** How it is found out what caches hold after a trial. */
  readonly look: (trial: Trial<S, O>) => Look<S, O>;
  /** What `describeModel` and `describeHeld` say, as the titles of columns. */
  readonly columns: () => readonly [string, string];
  /** What the model's caches hold, as a person reads it: who leaves first stands first. */
  readonly describeModel: (trial: Trial<S, O>) => string;
  /** What the answer's caches hold. Those of the model, to whose order the others are put. */
  readonly describeHeld: (actual: readonly Held[], expected: readonly Held[]) => string;
  /** The trial as something that one of the engine's caches can do; undefined where it is not for one of them. */
  readonly replay: (trial: Trial<S, O>) => Replay | undefined;
  /** What went wrong, in a sentence about the cache. */
  readonly tellWrong: (wrong: Wrong) => string;
  /** Which rule an answer breaks that fails in this trial, in words; undefined where nobody knows. */
  readonly findRule: (match: Match<S, O>, failing: Trial<S, O>) => Promise<string | undefined>;
}

/** How much is asked at once, counted in operations: little at first, as most mistakes show soon; never much, as it takes time. */
const FIRST_AT_ONCE = 200;
const MOST_AT_ONCE = 10_000;

/** What an answer has given, by the check and by the trials. */
const KNOWN = new WeakMap<CheckContext, Map<unknown, Promise<Played[]>>>();

/** Plays trials with an answer and with its model. */
export class Match<S, O> {
  constructor(
    private readonly title: string,
    readonly game: Game<S, O>,
    private readonly context: CheckContext,
  ) {}

  expect(trial: Trial<S, O>): Played {
    return play(this.game.makeModel, trial, tellModelError);
  }

  async play(trials: readonly Trial<S, O>[]): Promise<Played[]> {
    const played: Played[] = [];
    for (const some of this.portions(trials)) played.push(...(await this.ask(some)));
    return played;
  }

  /** Plays trials that are played again and again with one answer: once. */
  playKnown(trials: readonly Trial<S, O>[]): Promise<Played[]> {
    const known = KNOWN.get(this.context) ?? new Map<unknown, Promise<Played[]>>();
    KNOWN.set(this.context, known);
    const played = known.get(trials) ?? this.play(trials);
    known.set(trials, played);
    return played;
  }

  /** The first operation that tells answer and model apart, or -1. */
  findMismatch(trial: Trial<S, O>, actual: Played | undefined): number {
    return this.expect(trial).outcomes.findIndex((outcome, at) => !isSame(outcome, actual?.outcomes[at]));
  }

  /** The first of the trials that tells answer and model apart, cut behind the place that does. */
  async findFailing(trials: Iterable<Trial<S, O>>): Promise<Trial<S, O> | undefined> {
    for (const some of this.portions(trials)) {
      const played = await this.ask(some);
      for (const [index, trial] of some.entries()) {
        const at = this.findMismatch(trial, played[index]);
        if (at >= 0) return upTo(trial, at);
      }
    }
    return undefined;
  }

  size({ operations }: Trial<S, O>): number {
    return operations.reduce((sum, operation) => sum + this.game.weigh(operation), 0);
  }

  private async ask(trials: readonly Trial<S, O>[]): Promise<readonly Played[]> {
    const { played } = await askToTheEnd(this.context.ask, this.game.question(trials), (unfinished) =>
      this.tellUnanswered(trials, unfinished),
    );
    return played;
  }

  private *portions(trials: Iterable<Trial<S, O>>): Generator<readonly Trial<S, O>[]> {
    let some: Trial<S, O>[] = [];
    let size = 0;
    let enough = FIRST_AT_ONCE;
    for (const trial of trials) {
      some.push(trial);
      size += this.size(trial) + 1;
      if (size < enough) continue;
      yield some;
      [some, size] = [[], 0];
      enough = Math.min(enough * 2, MOST_AT_ONCE);
    }
    if (some.length > 0) yield some;
  }

  private tellUnanswered(trials: readonly Trial<S, O>[], { played }: Findings): CheckResult {
    const trial = trials[Math.max(0, played.length - 1)] ?? { setups: [], operations: [] };
    const { made, outcomes } = played.at(-1) ?? { outcomes: [] };
    return {
      title: this.title,
      passed: false,
      message: l10n.t('The check was ended while the last operation of this sequence ran.'),
      columns: this.game.columns(),
      steps: this.stepsOfUnanswered(upTo(trial, made ? outcomes.length : -1), outcomes),
    };
  }

  private stepsOfUnanswered(trial: Trial<S, O>, outcomes: readonly Outcome[]): CheckStep[] {
    const expected = this.expect(trial).outcomes;
    const last = trial.operations.length;
    return Array.from({ length: last + 1 }, (_, count): CheckStep => {
      const told = describeOutcomes(expected[count - 1], outcomes[count - 1]);
      return {
        operation: this.describe(trial, count - 1),
        expected: told.expected,
        actual: count === last ? l10n.t('still running') : told.actual,
        expectedState: this.game.describeModel(upTo(trial, count - 1)),
        actualState: '',
        isRight: count !== last,
      };
    });
  }

  /** The operation at this place, or the making where there is none before the first. */
  describe({ setups, operations }: Trial<S, O>, at: number): string {
    const operation = operations[at];
    if (operation === undefined) return this.game.describeSetups(setups);
    return this.game.describeOperation(operation, setups);
  }

  /** What the model holds after a trial, as it is seen from outside. */
  expectedHeld(trial: Trial<S, O>): readonly Held[] {
    const { trials, read } = this.game.look(trial);
    return read(trials.map((looking) => this.expect(looking).outcomes.at(-1)));
  }

  /** What the answer holds after each of these trials; undefined where it does not come so far. */
  async actualHeld(trials: readonly Trial<S, O>[]): Promise<(readonly Held[] | undefined)[]> {
    const looks = trials.map((trial) => this.game.look(trial));
    const played = await this.play(looks.flatMap((look) => look.trials));
    return looks.map((look) => {
      const results = played.splice(0, look.trials.length);
      const isSound = results.every(
        ({ outcomes }, at) => outcomes.length === look.trials[at]?.operations.length,
      );
      const last = results.map(({ outcomes }) => outcomes.at(-1));
      if (!isSound || last.some((outcome) => outcome?.as === 'thrown' && !outcome.note)) return undefined;
      return look.read(last);
    });
  }
}

/** The trial up to the operation of this index. */
export function upTo<S, O>(trial: Trial<S, O>, last: number): Trial<S, O> {
  return { ...trial, operations: trial.operations.slice(0, last + 1) };
}

/** Two outcomes side by side; nothing where neither has a result to tell. */
export function describeOutcomes(
  expected: Outcome | undefined,
  actual: Outcome | undefined,
): Pick<CheckStep, 'expected' | 'actual'> {
  const [wanted, got] = [describeOutcome(expected), describeOutcome(actual)];
  const isSilent = wanted === 'undefined';
  return { expected: isSilent ? '' : wanted, actual: isSilent && got === wanted ? '' : got };
}

/** What a person reads of an outcome. */
export function describeOutcome(outcome: Outcome | undefined): string {
  if (!outcome) return '';
  const { as, text, note } = outcome;
  if (note === undefined) return text;
  if (note === 'refused') return l10n.t('refused');
  if (note === 'tooManyCalls') return l10n.t('too many calls');
  if (as === 'thrown' && note === 'cached') return l10n.t('an error, not fetched');
  return `${as === 'thrown' ? l10n.t('an error') : text}, ${describeNote(note)}`;
}

function describeNote(note: Exclude<Note, 'refused' | 'tooManyCalls'>): string {
  switch (note) {
    case 'fetched':
      return l10n.t('fetched');
    case 'cached':
      return l10n.t('from the cache');
    case 'uncertified':
      return l10n.t('fetched without checking the certificate');
    case 'unlimited':
      return l10n.t('fetched without a time limit');
  }
}

function tellModelError(thrown: unknown): Outcome {
  return { as: 'thrown', text: String(thrown) };
}
