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

/** Something of each phase. */
export type Figures = Readonly<Record<Phase, number>>;

export interface Measured {
  /** ms of the shortest burst, in the small cache and in the large one. */
  readonly small: Figures;
  readonly large: Figures;
  /** Elements that an operation on the large one moves in arrays, on average. */
  readonly moved: Figures;
}

/** Measures a large cache, then a small one when the code of the answer has become as fast as it gets. */
export function measure(
  answer: unknown,
  sizes: { readonly small: number; readonly large: number },
  hands: Hands,
  clock: Clock,
): Measured {
  const large = new Course(answer, sizes.large, hands);
  const times = large.run((burst) => shortest(burst, LARGE_BURSTS, clock));
  const moved = large.run((burst) => countMoves(burst, hands));
  const small = new Course(answer, sizes.small, hands).run((burst) => shortest(burst, SMALL_BURSTS, clock));
  return { small, large: times, moved };
}

function shortest(burst: () => void, count: number, clock: Clock): number {
  let best = Infinity;
  for (let index = 0; index < count; index++) {
    const start = clock.now();
    burst();
    best = Math.min(best, clock.now() - start);
  }
  return best;
}

function countMoves(burst: () => void, { moves }: Hands): number {
  moves.begin();
  try {
    burst();
  } finally {
    moves.end();
  }
  return moves.count() / BURST;
}

/** A full cache and the bursts of operations that it goes through. */
class Course {
  private readonly cache: unknown;
  /** The key that comes next. */
  private next = 0;
  private turn = 0;

  constructor(
    answer: unknown,
    private readonly size: number,
    private readonly hands: Hands,
  ) {
    this.cache = hands.make(answer, size);
    for (; this.next < size; this.next++) hands.put(this.cache, this.next, this.next);
  }

  run(take: (burst: () => void) => number): Figures {
    const { cache, hands, size } = this;
    const repeat =
      (operate: (step: number) => void): (() => void) =>
      () => {
        for (let step = 0; step < BURST; step++) operate(step);
      };
    return {
      evict: take(repeat((step) => hands.put(cache, this.next++, step))),
      use: take(
        repeat((step) => {
          // Present keys from everywhere: wherever an answer begins to look, most are far away.
          const key = this.next - 1 - (Math.imul(this.turn++, 7919) % size);
          if (step % 2 === 0) hands.get(cache, key);
          else hands.put(cache, key, step);
        }),
      ),
      miss: take(repeat(() => void hands.get(cache, this.next + this.turn++))),
    };
  }
}
