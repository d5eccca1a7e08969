/** What cells have without an import: the engine, the shared cache, and `show`. */
// eslint-disable-next-line @typescript-eslint/consistent-type-imports -- an import statement would make it a module
type CachebookEngine = typeof import('./engine/index.js');
// eslint-disable-next-line @typescript-eslint/consistent-type-imports -- as above
type CachebookShared = typeof import('./shared/index.js');
// eslint-disable-next-line @typescript-eslint/consistent-type-imports -- as above
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
