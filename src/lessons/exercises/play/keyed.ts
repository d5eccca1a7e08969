/** The exercises on caches with `get` and `put`, as they are played. */
import type { Hands } from './hands.ts';
import { type Outcome, SILENT } from './outcome.ts';
import type { MakeSubject, Trial } from './trial.ts';

export type KeyedOperation = {
  readonly key: number;
  /** Which of the caches; the first where it is left out. */
  readonly of?: number | undefined;
} & (
  | { readonly type: 'get'; readonly times?: number | undefined }
  | { readonly type: 'put'; readonly value: number; readonly times?: number | undefined }
  /** Puts as many keys, beginning with this one, each with ten times itself as its value. */
  | { readonly type: 'fill'; readonly times: number }
);

/** A setup is the capacity of a cache. */
export type KeyedTrial = Trial<number, KeyedOperation>;

/** Does operations to instances of the answer's class. What `put` returns does not matter. */
export function keyedSubject(
  answer: unknown,
  hands: Hands,
  tell: (value: unknown) => Outcome,
): MakeSubject<number, KeyedOperation> {
  return (capacities) => {
    const caches = capacities.map((capacity) => hands.make(answer, capacity));
    return {
      apply: (operation) => {
        const cache = caches[operation.of ?? 0];
        const { key, times = 1 } = operation;
        let seen: unknown;
        for (let time = 0; time < times; time++) {
          if (operation.type === 'get') seen = hands.get(cache, key);
          else if (operation.type === 'put') hands.put(cache, key, operation.value);
          else hands.put(cache, key + time, 10 * (key + time));
        }
        return operation.type === 'get' ? tell(seen) : SILENT;
      },
    };
  };
}
