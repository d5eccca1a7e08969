/** Puts questions to an answer. It runs where nothing of an answer can reach it. */
import type { Clock } from '../../../engine/index.ts';
import { callsSubject } from './calls.ts';
import type { Hands } from './hands.ts';
import { keyedSubject } from './keyed.ts';
import { cutText, type Outcome, primitiveText } from './outcome.ts';
import type { Findings, Question, TrialQuestion } from './question.ts';
import { readerSubject } from './reader.ts';
import { scriptSubject } from './script.ts';
import { measure } from './speed.ts';
import { type MakeSubject, play, type Played, type Trial } from './trial.ts';

export interface Player {
  /** Puts a question to an answer. Does not throw, but takes as long as the answer does. */
  play(answer: unknown, question: Question): Findings;
  /** What was found until now of a question that was ended before its time; undefined where none was. Given once. */
  takeUnfinished(): Findings | undefined;
}

/** What cannot be told of a value is told with these words. */
export function createPlayer(hands: Hands, clock: Clock, untellable: () => string): Player {
  let pending: Played[] | undefined;
  const tell = (value: unknown): Outcome => {
    const isPlain = (typeof value !== 'object' && typeof value !== 'function') || value === null;
    return isPlain ? { as: 'value', text: primitiveText(value) } : { as: 'object', text: describe(value) };
  };
  const tellThrown = (thrown: unknown): Outcome => {
    if (hands.wasCutOff()) throw thrown; // What comes of it is told as unfinished.
    return { as: 'thrown', text: tell(thrown).text };
  };

  function describe(value: object): string {
    try {
      const text = hands.describe(value);
      return typeof text === 'string' ? cutText(text) : untellable();
    } catch {
      return untellable();
    }
  }

  function playAll(answer: unknown, question: TrialQuestion, played: Played[]): void {
    const make = subjectOf(answer, question, hands, { tell, tellThrown });
    for (const trial of question.trials) {
      const current: Played = { outcomes: [] };
      played.push(current);
      play(make, trial as Trial<never, never>, tellThrown, current);
    }
  }

  function measured(answer: unknown, question: Exclude<Question, TrialQuestion>): Findings {
    try {
      return question.game === 'speed'
        ? { isDone: true, played: [], measured: measure(answer, question, hands, clock) }
        : { isDone: true, played: [], mostCalled: countCalls(answer, question.argument, hands) };
    } catch (thrown) {
      return { isDone: true, played: [], thrown: tellThrown(thrown).text };
    }
  }

  function findingsOf(answer: unknown, question: Question, played: Played[]): Findings {
    if (question.game === 'speed' || question.game === 'count') return measured(answer, question);
    playAll(answer, question, played);
    return { isDone: true, played };
  }

  return {
    play(answer, question) {
      const played: Played[] = (pending = []);
      hands.begin();
      const findings = findingsOf(answer, question, played);
      hands.end();
      pending = undefined;
      return findings;
    },
    takeUnfinished() {
      const played = pending;
      pending = undefined;
      hands.stopCounting();
      return played && { isDone: false, played };
    },
  };
}

function countCalls(answer: unknown, argument: number, hands: Hands): Findings['mostCalled'] {
  hands.countCalls(answer, argument);
  const name: unknown = hands.mostCalled();
  return { name: typeof name === 'string' ? cutText(name) : '', count: hands.mostCalls() };
}

interface Telling {
  readonly tell: (value: unknown) => Outcome;
  readonly tellThrown: (thrown: unknown) => Outcome;
}

function subjectOf(
  answer: unknown,
  question: TrialQuestion,
  hands: Hands,
  { tell, tellThrown }: Telling,
): MakeSubject<never, never> {
  switch (question.game) {
    case 'keyed':
      return keyedSubject(answer, hands, tell);
    case 'reader':
      return readerSubject(answer, question.attention, hands, tell, tellThrown);
    case 'calls':
      return callsSubject(answer, question.entry, question.most, hands, tell, tellThrown);
    case 'script':
      return scriptSubject(answer, hands, tell, tellThrown);
  }
}
