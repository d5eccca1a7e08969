import type { Observed } from './types.ts';

/** What is said of a cache that has just been made. */
export interface Made {
  /** The function that people make it with. */
  readonly by: string;
  /** The id of its policy. */
  readonly policy: string;
  /** The name of the function whose results it keeps. */
  readonly name?: string;
  readonly limit: number;
}

/**
 * Tells whoever watches this program that a cache was made. A copy of the engine can be anywhere, also within another
 * file, so it says so itself; where nobody watches nothing happens.
 */
export function announce(cache: Observed, made: Made): void {
  const hear = (globalThis as Readonly<Record<symbol, unknown>>)[Symbol.for('cachebook.made')];
  if (typeof hear === 'function') (hear as (cache: Observed, made: Made) => void)(cache, made);
}
