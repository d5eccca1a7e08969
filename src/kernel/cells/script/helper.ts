import type { DecoratorHelper } from './decorate.ts';
import type { ReentryHelper } from './reentryHelper.ts';

/** The name under which compiled code finds its helper. */
export const HELPER = '$cell';

/** What compiled code calls. */
export interface CellHelper extends DecoratorHelper, ReentryHelper {
  readonly shadows: Record<string, unknown>;
  /** What was imported last. */
  module?: unknown;
  /** Wraps the value of the last expression, unless it is one to be waited for. */
  last(value: unknown): unknown;
  load(specifier: string): Promise<unknown>;
  /** Gives a function its own name back. */
  rename<F>(fn: F, name: string): F;
  /** Gives a cache the name of its variable. */
  name<T>(name: string, value: T): T;
}
