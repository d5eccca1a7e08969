/** How long operations on small and large caches take, as it is measured. */
import type { Clock } from '../../../engine/index.ts';
import type { Hands } from './hands.ts';

/** Operations in one measurement: few, as Map skips what was deleted, and that is not to be held against anyone. */
const BURST = 200;
/** Measurements of each kind. The shortest counts: now and then a Map grows, and amortized work comes due. */
const LARGE_BURSTS = 3;
const SMALL_BURSTS = 20;

/** The kinds of operations that are measured. */
export const PHASES = ['evict', 'use', 'miss'] as const;
export type Phase = (typeof PHASES)[number];

/** ms of the shortest burst, for each phase. */
export type Times = Readonly<Record<Phase, number>>;

/** Measures a large cache, then a small one when the code of the answer has become as fast as it gets. */
export function measure(
  answer: unknown,
  sizes: { readonly small: number; readonly large: number },
  hands: Hands,
  clock: Clock,
): { readonly small: Times; readonly large: Times } {
  const large = measureOne(answer, sizes.large, LARGE_BURSTS, hands, clock);
  const small = measureOne(answer, sizes.small, SMALL_BURSTS, hands, clock);
  return { small, large };
}

function measureOne(answer: unknown, size: number, bursts: number, hands: Hands, clock: Clock): Times {
  const cache = hands.make(answer, size);
  let newest = 0;
  for (; newest < size; newest++) hands.put(cache, newest, newest);
  const times = { evict: Infinity, use: Infinity, miss: Infinity };
  const take = (phase: Phase, operate: (step: number) => void): void => {
    for (let burst = 0; burst < bursts; burst++) {
      const start = clock.now();
      for (let step = 0; step < BURST; step++) operate(step);
      times[phase] = Math.min(times[phase], clock.now() - start);
    }
  };
  take('evict', (step) => hands.put(cache, newest++, step));
  let turn = 0;
  take('use', (step) => {
    // Present keys from everywhere: wherever an answer begins to look, most are far away.
    const key = newest - 1 - (Math.imul(turn++, 7919) % size);
    if (step % 2 === 0) hands.get(cache, key);
    else hands.put(cache, key, step);
  });
  take('miss', () => void hands.get(cache, newest + turn++));
  return times;
}
