/** What guarded code asks. */
export interface ReentryHelper {
  /** Whether the code that asks was interrupted. */
  readonly late: boolean;
  /** A promise that never settles: who was interrupted waits for it. */
  readonly never: Promise<never>;
  /** Keeps what was waited for. False where the code that has waited was interrupted meanwhile. */
  resumed(value: unknown): boolean;
  /** What `resumed` has kept. */
  take(isResumed: boolean): unknown;
}

export function createReentryHelper(isLate: () => boolean): ReentryHelper {
  let kept: unknown;
  return {
    get late() {
      return isLate();
    },
    get never() {
      return new Promise<never>(() => undefined);
    },
    resumed(value) {
      if (isLate()) return false;
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
