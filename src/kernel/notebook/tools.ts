import type { AnyFunction, MemoOptions, Observer, Teller } from '../../engine/index.ts';
import * as engine from '../../engine/index.ts';
import type { FindOrigin } from '../../recording/index.ts';
import { both } from '../../recording/index.ts';
import type { SessionRecorder, Watching } from '../recorder.ts';
import type { Labels } from '../watchedCache.ts';

/** Makes a cache with an observer, and watches it. */
type Watcher = Pick<SessionRecorder, 'watch' | 'measure'>;

/** Watches the same, with other keys and values for people, and another way to the lines of their code. */
export function standingIn(caches: Watcher, labels: Labels, origin: FindOrigin): Watcher {
  return {
    watch: (label, policy, make, watching) =>
      caches.watch(label, policy, make, { ...watching, labels, origin }),
    measure: (task) => caches.measure(task),
  };
}

/** The engine as cells have it: the same functions, but every cache they make is watched, except while it is measured. */
export function createTools(caches: Watcher): Readonly<Record<string, unknown>> {
  const { simulate, missRatioCurve, policies } = engine;
  return {
    ...memoTools(caches),
    createCache: keyedTool(caches),
    timeit: (...args: Parameters<typeof engine.timeit>) => caches.measure(() => engine.timeit(...args)),
    simulate,
    missRatioCurve,
    policies,
  };
}

type Decorate = (fn: AnyFunction, context?: never) => engine.Cached<AnyFunction>;

function memoTools(caches: Watcher): Readonly<Record<string, unknown>> {
  /** A decorator of the engine's, made anew for each function, with an observer. */
  const watching =
    (kind: string, decorate: (observer?: Teller) => Decorate, watching: Watching = {}): Decorate =>
    (fn, context) =>
      typeof fn === 'function'
        ? caches.watch(fn.name || kind, kind, (observer) => decorate(observer)(fn, context), watching)
        : decorate()(fn, context);
  const lru = (options: unknown): Decorate => {
    // What it refuses is refused now, not when a function comes.
    engine.lruCache(options as MemoOptions);
    return watching(
      'lru',
      (observer) => engine.lruCache(observe(options, observer) as MemoOptions) as Decorate,
    );
  };
  const withLifetime =
    (kind: string, make: typeof engine.ttlCache) =>
    (seconds: number, maxsize?: engine.Maxsize, options?: engine.LifetimeOptions): Decorate => {
      make(seconds, maxsize, options);
      return watching(
        kind,
        (observer) => make(seconds, maxsize, observe(options ?? {}, observer)) as Decorate,
        {
          lifetime: seconds * 1000,
        },
      );
    };
  return {
    lruCache(first?: unknown, second?: unknown): unknown {
      if (typeof first !== 'function') return lru(isObject(first) ? first : { maxsize: first });
      if (isDecoratorContext(second)) return lru({})(first as AnyFunction, second as never);
      return lru(second === undefined ? {} : second)(first as AnyFunction);
    },
    cache: (fn: AnyFunction, context?: never) => lru({ maxsize: null })(fn, context),
    memoize(fn: AnyFunction, options: engine.MemoizeOptions = {}): unknown {
      const policy = typeof options.policy === 'string' ? options.policy : 'lru';
      if (typeof fn !== 'function') return engine.memoize(fn, options);
      return caches.watch(
        fn.name || policy,
        policy,
        (observer) => engine.memoize(fn, observe(options, observer)),
        seedOf(options),
      );
    },
    timedLruCache: withLifetime('timed-lru', engine.timedLruCache),
    ttlCache: withLifetime('ttl', engine.ttlCache),
  };
}

function keyedTool(caches: Watcher) {
  return (policy: string, maxsize: engine.Maxsize, options: engine.KeyedCacheOptions = {}): unknown =>
    caches.watch(
      policy,
      policy,
      (observer) => engine.createCache(policy, maxsize, observe(options, observer)),
      seedOf(options),
    );
}

/** Options with a further observer. What is no options object is left to the engine to refuse. */
export function observe<O>(options: O, observer: Teller | undefined): O {
  if (!observer || !isObject(options)) return options;
  const own = (options as { observer?: unknown }).observer;
  if (own === undefined) return { ...options, observer };
  if (typeof own !== 'function') return options;
  return { ...options, observer: both(observer, own as Observer) };
}

function seedOf(options: unknown): { readonly seed?: number } {
  const seed = isObject(options) ? (options as { seed?: unknown }).seed : undefined;
  return typeof seed === 'number' ? { seed } : {};
}

function isDecoratorContext(value: unknown): boolean {
  return isObject(value) && 'kind' in value && 'addInitializer' in value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
