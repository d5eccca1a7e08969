import { Dice } from '../dice.ts';
import type { WorkloadSpec } from '../workload.ts';

/**
 * What a cached recursion asks for, in the order in which its calls return: a cache stores when they do. It counts the
 * ways up to stair `top` in hops of one, two or three, and knows nothing when it begins. Below the first call in a row
 * everything is known, so no call goes deep.
 */
function* climb(top: number): Generator<number> {
  const known = new Set<number>();
  function* ask(stair: number): Generator<number> {
    if (!known.has(stair) && stair > 3) for (const hop of [3, 2, 1]) yield* ask(stair - hop);
    known.add(stair);
    yield stair - 1;
  }
  // The calls that are made first go down in steps of three; the lowest of them returns first.
  for (let stair = ((top - 1) % 3) + 1; stair <= top; stair += 3) {
    if (stair > 3) for (const hop of [2, 1]) yield* ask(stair - hop);
    known.add(stair);
    yield stair - 1;
  }
}

/** Climbers one after another, each up to a stair of their own. */
export const stairs: WorkloadSpec = {
  id: 'stairs',
  title: 'Your stairs',
  lesson:
    'The recursion over the stairs, for climbers one after another, each up to a stair of their own. A stair is asked for three times in short order, so very few entries are enough for one climb.',
  create({ keys, seed }) {
    const dice = new Dice(seed);
    let climbing = climb(keys);
    return () => {
      for (;;) {
        const next = climbing.next();
        if (!next.done) return next.value;
        climbing = climb(1 + dice.below(keys));
      }
    };
  },
};
