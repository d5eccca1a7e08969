import type { Web } from '../../lessons/scenario.ts';

/** Real HTTP for one run. */
export function openWeb(timeoutSeconds: number): Web & { close(): Promise<void> } {
  const missing = (): Promise<never> => Promise.reject(new Error(`not built yet (${timeoutSeconds})`));
  return { serve: missing, get: missing, feed: missing, close: () => Promise.resolve() };
}
