import { setTimeout as delay } from 'node:timers/promises';

/** So long is waited for what a busy machine takes its time for, in ms; where all is well it costs nothing. */
export const PATIENCE_MS = 120_000;

/**
 * Asks again until there is an answer; for things that no event announces.
 * @throws Error that names what was waited for
 */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  timeout = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const result = await ask();
    if (result !== undefined && result !== false) return result;
    if (Date.now() > deadline) throw new Error(`Waited ${timeout / 1000} s in vain for ${what}.`);
    await delay(50);
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
