import type { DecoratorHelper } from './decorate.ts';
import type { Imported } from './imports.ts';
import type { ReentryHelper } from './reentryHelper.ts';
import type { Resources } from './resources.ts';

/** What compiled code calls. */
export interface CellHelper extends DecoratorHelper, ReentryHelper {
  /** Where variables get their first value. */
  readonly first: Record<string, unknown>;
  /** Wraps the value of the last expression, unless it is one to be waited for. */
  last(value: unknown): unknown;
  /** An `import` statement. */
  import(imported: Imported): Promise<void>;
  /** `import()` as a function. */
  load(specifier: unknown, options?: unknown): Promise<unknown>;
  /** Gives a function its own name back. */
  rename<F>(fn: F, name: string): F;
  /** Gives a cache the name of its variable. */
  name<T>(name: string, value: T): T;
  /** Adds a member to an enum. */
  member(target: Record<string, unknown>, name: string, value: unknown): void;
  /** What `using` holds in one block. */
  resources(): Resources;
}
