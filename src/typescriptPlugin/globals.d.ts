/** What cells have without an import: the engine, the shared cache, and `show`. */
// oxlint-disable-next-line typescript/consistent-type-imports -- an import statement would make it a module
type CachebookEngine = typeof import('./engine/index.js');
// oxlint-disable-next-line typescript/consistent-type-imports -- as above
type CachebookShared = typeof import('./shared/index.js');
// oxlint-disable-next-line typescript/consistent-type-imports -- as above
declare const connectShared: import('./shared/index.js').ConnectShared;

declare const cache: CachebookEngine['cache'];
declare const createCache: CachebookEngine['createCache'];
declare const lruCache: CachebookEngine['lruCache'];
declare const memoize: CachebookEngine['memoize'];
declare const memoizeShared: CachebookShared['memoizeShared'];
declare const missRatioCurve: CachebookEngine['missRatioCurve'];
declare const policies: CachebookEngine['policies'];
declare const simulate: CachebookEngine['simulate'];
declare const timedLruCache: CachebookEngine['timedLruCache'];
declare const timeit: CachebookEngine['timeit'];
declare const ttlCache: CachebookEngine['ttlCache'];

/**
 * Shows values below the cell, one below the other: a cache as a picture, rows as a table, numbers as a chart, what `missRatioCurve` has found as
 * a curve, what `timeit` has measured as bars, all else as a tree.
 */
declare const show: {
  (...values: unknown[]): void;
  /** Draws the calls of a cached function as a tree: what was computed, what the cache answered, and what that saved. */
  tree(fn: unknown): void;
};

/**
 * A Redis or Valkey server for this notebook: found on the machine, or fetched once. It keeps nothing and ends with the
 * kernel. The setting cachebook.redis.server names another one.
 */
declare const redisServer: () => Promise<{
  /** For connectShared. */
  readonly url: string;
  /** As it calls itself, with its version. */
  readonly title: string;
  /** Whether it was started for this notebook alone, and can be stopped. */
  readonly isOurs: boolean;
  /** Has it stand still: it is there and answers nobody. */
  readonly pause: () => void;
  /** Has it go on. */
  readonly goOn: () => void;
  /** Ends it at once, as in a crash. The next call of redisServer starts a new one. */
  readonly kill: () => void;
}>;
