import type { Trial } from '../play/trial.ts';
import type { Match } from './game.ts';

/** How much is tried, counted in operations: a large failure is told larger than it has to be before it takes long. */
const MOST_OPERATIONS = 2_000_000;
/** Candidates that are tried together. The first are likely ones; of the others there are many. */
const FIRST_PORTION = 4;
const LARGEST_PORTION = 512;

/**
 * The smallest failing trial that is found by leaving out runs of operations, long ones first (delta debugging,
 * A. Zeller and R. Hildebrandt, 2002), and by what the game's `simpler` offers, until nothing smaller fails.
 * What `simpler` offers has to be smaller by some measure, or this does not end.
 */
export async function shrink<S, O>(match: Match<S, O>, failing: Trial<S, O>): Promise<Trial<S, O>> {
  let best = failing;
  let tried = 0;
  for (;;) {
    const next = await firstFailing();
    if (!next) return best;
    best = next;
  }

  async function firstFailing(): Promise<Trial<S, O> | undefined> {
    let size = FIRST_PORTION;
    for (const some of portionsOf(candidates(best, match.game.simpler), () => size)) {
      tried += some.reduce((sum, trial) => sum + match.size(trial) + 1, 0);
      const found = await match.findFailing(some);
      if (found) return found;
      if (tried > MOST_OPERATIONS) return undefined;
      size = Math.min(size * 2, LARGEST_PORTION);
    }
    return undefined;
  }
}

function* portionsOf<T>(items: Iterable<T>, size: () => number): Generator<T[]> {
  let some: T[] = [];
  for (const item of items) {
    some.push(item);
    if (some.length < size()) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

function* candidates<S, O>(
  trial: Trial<S, O>,
  simpler: (trial: Trial<S, O>) => Iterable<Trial<S, O>>,
): Generator<Trial<S, O>> {
  yield* withoutRuns(trial);
  yield* withoutPairs(trial);
  for (const other of simpler(trial)) {
    yield other;
    if (other.setups !== trial.setups) yield* withoutRuns(other); // a smaller cache needs fewer operations to fill
  }
}

function* withoutRuns<S, O>({ setups, operations }: Trial<S, O>): Generator<Trial<S, O>> {
  for (let length = Math.ceil(operations.length / 2); length >= 1; length = Math.floor(length / 2)) {
    for (let at = 0; at < operations.length; at++) {
      const rest = [...operations.slice(0, at), ...operations.slice(at + length)];
      if (rest.length < operations.length) yield { setups, operations: rest };
    }
  }
}

/** Operations that only matter together, such as one use more of either of two entries. */
function* withoutPairs<S, O>({ setups, operations }: Trial<S, O>): Generator<Trial<S, O>> {
  if (operations.length > MOST_PAIRED) return;
  for (let first = 0; first < operations.length; first++) {
    for (let second = first + 1; second < operations.length; second++) {
      yield { setups, operations: operations.filter((_, at) => at !== first && at !== second) };
    }
  }
}

/** In longer sequences there are too many pairs. */
const MOST_PAIRED = 100;
