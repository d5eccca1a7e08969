import { type MakeSubject, play, type Played, type Trial } from '../play/trial.ts';
import { type Match, upTo } from './game.ts';

/** A small model that makes one mistake, and the rule that it breaks. */
export interface Candidate<S, O> {
  readonly rule: () => string;
  readonly make: MakeSubject<S, O>;
}

/**
 * Which rule an answer breaks: that of the mistake that answers as the answer does in the sequence that fails, whatever
 * is asked after each of its operations; and of several the one that answers as it does most often elsewhere. Where the
 * right model does so more often than any of them, none explains the answer.
 */
export async function findBrokenRule<S, O>(
  match: Match<S, O>,
  failing: Trial<S, O>,
  evidence: readonly Trial<S, O>[],
  candidates: readonly Candidate<S, O>[],
): Promise<string | undefined> {
  const own = lookAround(match, failing);
  const [seen, elsewhere] = [await match.play(own), await match.playKnown(evidence)];
  const agreement = (playing: (trial: Trial<S, O>) => Played): number =>
    evidence.filter((trial, index) => isSameTold(playing(trial), elsewhere[index])).length;
  let best: { readonly rule: () => string; readonly agreement: number } | undefined;
  for (const { rule, make } of candidates) {
    if (!own.every((trial, index) => isSameTold(playWith(make, trial), seen[index]))) continue;
    const count = agreement((trial) => playWith(make, trial));
    if (!best || count > best.agreement) best = { rule, agreement: count };
  }
  return best && best.agreement >= agreement((trial) => match.expect(trial)) ? best.rule() : undefined;
}

/** The sequence up to each of its operations, and what can be asked then. */
function lookAround<S, O>(match: Match<S, O>, failing: Trial<S, O>): readonly Trial<S, O>[] {
  const count = failing.operations.length + 1;
  const prefixes = Array.from({ length: count }, (_, length) => upTo(failing, length - 1));
  return [...prefixes, ...prefixes.flatMap((prefix) => match.game.look(prefix).trials)];
}

function playWith<S, O>(make: MakeSubject<S, O>, trial: Trial<S, O>): Played {
  return play(make, trial, () => ({ as: 'thrown', text: '' }));
}

/** Whether two have answered the same, in the same words. Which error was thrown does not matter. */
function isSameTold(a: Played, b: Played | undefined): boolean {
  return (
    a.outcomes.length === b?.outcomes.length &&
    a.outcomes.every((outcome, at) => {
      const other = b.outcomes[at];
      const isThrown = outcome.as === 'thrown';
      if (isThrown !== (other?.as === 'thrown') || outcome.note !== other?.note) return false;
      return isThrown || outcome.text === other?.text;
    })
  );
}
