import type { DecoratorHelper } from './decorate.ts';

/** The name under which compiled code finds its helper. */
export const HELPER = '$cell';

/** What compiled code calls. */
export interface CellHelper extends DecoratorHelper {
  readonly shadows: Record<string, unknown>;
  /** What was imported last. */
  module?: unknown;
  /** Whether the code that asks was interrupted. */
  readonly late: boolean;
  /** A promise that never settles: who was interrupted waits for it. */
  readonly never: Promise<never>;
  /** Keeps what was waited for. False where the code that has waited was interrupted meanwhile. */
  resumed(value: unknown): boolean;
  /** What `resumed` has kept. */
  take(isResumed: boolean): unknown;
  /** Wraps the value of the last expression, unless it is one to be waited for. */
  last(value: unknown): unknown;
  load(specifier: string): Promise<unknown>;
  /** Gives a function its own name back. */
  rename<F>(fn: F, name: string): F;
  /** Gives a cache the name of its variable. */
  name<T>(name: string, value: T): T;
}
