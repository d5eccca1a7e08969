import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again until there is an answer; for things that no event announces.
 * @throws Error that names what was waited for
 */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  timeout = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const result = await ask();
    if (result !== undefined && result !== false) return result;
    if (Date.now() > deadline) throw new Error(`Waited ${timeout / 1000} s in vain for ${what}.`);
    await delay(50);
  }
}
