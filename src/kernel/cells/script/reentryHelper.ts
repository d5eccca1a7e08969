import type { Turn } from '../language.ts';

/** What guarded code asks. */
export interface ReentryHelper {
  /** A promise that never settles: who was interrupted waits for it. */
  readonly never: Promise<never>;
  /** Keeps what was waited for. False where the code that has waited was interrupted meanwhile. */
  resumed(value: unknown): boolean;
  /** What `resumed` has kept. */
  take(isResumed: boolean): unknown;
}

export function createReentryHelper(turn: Turn): ReentryHelper {
  let kept: unknown;
  return {
    get never() {
      return new Promise<never>(() => undefined);
    },
    resumed(value) {
      if (turn.mayBeLate && turn.isLate()) return false;
      kept = value;
      return true;
    },
    take() {
      const value = kept;
      kept = undefined;
      return value;
    },
  };
}
