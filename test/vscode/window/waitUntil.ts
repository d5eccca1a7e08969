import { setTimeout as delay } from 'node:timers/promises';

/** So long is waited for what a busy machine takes its time for, in ms; where all is well it costs nothing. */
export const PATIENCE_MS = 120_000;

/** The shortest and the longest pause before it is asked again, in ms. */
const [SHORTEST_MS, LONGEST_MS] = [25, 250] as const;

/**
 * Asks again until there is an answer; for things that no event announces. To ask a window costs it work, so the pauses
 * grow with the time that was waited.
 * @throws Error that names what was waited for
 */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  timeout = PATIENCE_MS,
): Promise<T> {
  const started = Date.now();
  for (;;) {
    const result = await ask();
    if (result !== undefined && result !== false) return result;
    const waited = Date.now() - started;
    if (waited > timeout) throw new Error(`Waited ${timeout / 1000} s in vain for ${what}.`);
    await delay(Math.min(Math.max(SHORTEST_MS, waited / 4), LONGEST_MS));
  }
}

/** Makes an assertion until it holds: a page follows a key or a click in its own time. Throws what it threw last. */
export async function holds(assertion: () => Promise<void>, timeout = PATIENCE_MS): Promise<void> {
  let last: unknown;
  const isMet = (): Promise<boolean> =>
    assertion().then(
      () => true,
      (error: unknown) => ((last = error), false),
    );
  await waitUntil('an assertion to hold', isMet, timeout).catch(() => {
    throw last;
  });
}
