/**
 * Puts the judge's questions to answers to exercises. It is bundled on its own, so that a platform can load it where no
 * cell has changed what it is made of: cells may well replace `Map.prototype.get` or `Object.is`. What it gives and takes
 * is text, so that nothing leads from an answer to it.
 */
import type { Clock } from '../engine/index.ts';
import type { Hands } from '../lessons/exercises/play/hands.ts';
import * as plain from '../lessons/exercises/play/player.ts';
import type { Findings, Question } from '../lessons/exercises/play/question.ts';

export interface TextPlayer {
  /** Puts a question, in JSON, to an answer, and gives what was found, in JSON. */
  play(answer: unknown, question: string): string;
  /** What was found until now of a question that was ended before its time. */
  takeUnfinished(): string | undefined;
}

export function createPlayer(hands: Hands, clock: Clock, untellable: () => string): TextPlayer {
  const player = plain.createPlayer(hands, clock, untellable);
  const write = (findings: Findings): string => JSON.stringify(findings);
  return {
    play: (answer, question) => write(player.play(answer, JSON.parse(question) as Question)),
    takeUnfinished() {
      const findings = player.takeUnfinished();
      return findings && write(findings);
    },
  };
}
