/** What is done once, and what has to be done before it. */
export interface Step<T> {
  readonly after?: T;
}

/**
 * Runs all steps, so many beside each other, and resolves with their results in the order of the steps. Each lane takes
 * the next step that nobody has begun; one that comes after another, which is named before it, waits for it.
 */
export async function runInLanes<T extends Step<T>, R>(
  steps: readonly T[],
  lanes: number,
  run: (step: T) => Promise<R>,
): Promise<R[]> {
  const begun = new Map<T, Promise<R>>();
  const waiting = [...steps];
  const runLane = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const before = step.after && begun.get(step.after);
      const running = before ? before.then(run.bind(undefined, step)) : run(step);
      begun.set(step, running);
      await running;
    }
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  return Promise.all(begun.values());
}
