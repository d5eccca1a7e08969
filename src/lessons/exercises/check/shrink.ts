import type { Trial } from './trial.ts';

/**
 * The smallest failing trial that is found by leaving out runs of operations, long ones first (delta debugging,
 * A. Zeller and R. Hildebrandt, 2002), and by what `simpler` offers, until nothing smaller fails.
 * What `simpler` offers has to be smaller by some measure, or this does not end.
 */
export function shrink<O>(
  failing: Trial<O>,
  fails: (trial: Trial<O>) => boolean,
  simpler: (trial: Trial<O>) => Iterable<Trial<O>> = () => [],
): Trial<O> {
  let best = failing;
  for (;;) {
    const next = firstFailing(candidates(best, simpler), fails);
    if (!next) return best;
    best = next;
  }
}

function firstFailing<O>(
  trials: Iterable<Trial<O>>,
  fails: (trial: Trial<O>) => boolean,
): Trial<O> | undefined {
  for (const trial of trials) if (fails(trial)) return trial;
  return undefined;
}

function* candidates<O>(
  trial: Trial<O>,
  simpler: (trial: Trial<O>) => Iterable<Trial<O>>,
): Generator<Trial<O>> {
  yield* withoutRuns(trial);
  yield* withoutPairs(trial);
  for (const other of simpler(trial)) {
    yield other;
    if (other.setup !== trial.setup) yield* withoutRuns(other); // a smaller cache needs fewer operations to fill
  }
}

function* withoutRuns<O>({ setup, operations }: Trial<O>): Generator<Trial<O>> {
  for (let length = Math.ceil(operations.length / 2); length >= 1; length = Math.floor(length / 2)) {
    for (let at = 0; at < operations.length; at++) {
      const rest = [...operations.slice(0, at), ...operations.slice(at + length)];
      if (rest.length < operations.length) yield { setup, operations: rest };
    }
  }
}

/** Operations that only matter together, such as one use more of either of two entries. */
function* withoutPairs<O>({ setup, operations }: Trial<O>): Generator<Trial<O>> {
  for (let first = 0; first < operations.length; first++) {
    for (let second = first + 1; second < operations.length; second++) {
      yield { setup, operations: operations.filter((_, at) => at !== first && at !== second) };
    }
  }
}
