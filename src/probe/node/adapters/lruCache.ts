import { hearClass } from '../keyed.ts';
import { firstOf, limitOf, reader } from '../reading.ts';
import type { Library } from '../packages.ts';
import type { Way } from '../way.ts';
import { isClassWith, type Adapter } from './adapter.ts';

const ofAnyAge = { allowStale: true };

type Asking = (this: object, key: unknown, options?: object) => unknown;

/** lru-cache 5 to 11. */
export const lruCache: Adapter = {
  packages: ['lru-cache'],
  hear({ library, value }, report) {
    if (!isClassWith(value, ['get', 'set', 'peek'])) return value;
    const prototype = value.prototype as Record<string, unknown>;
    const isOld = Object.hasOwn(prototype, 'itemCount');
    if (tellsItself(prototype)) report.stopListening();
    return hearClass(value, isOld ? oldWay(library, prototype) : newWay(library, prototype), report);
  },
};

/** Until 6. */
function oldWay(library: Library, prototype: object): Way {
  const { has, dumpLru } = prototype as {
    has: Asking;
    dumpLru: (this: object) => { tail: { value: { key: unknown } } | null };
  };
  const max = reader(prototype, 'max');
  const weigh = reader(prototype, 'lengthCalculator') as unknown as (cache: object) => () => number;
  // Without one of the program's own each entry weighs 1.
  const weighs = (cache: object) => !/=>\s*1$/.test(Function.prototype.toString.call(weigh(cache)));
  return {
    library,
    name: 'LRUCache',
    policy: 'lru',
    methods: { get: 'get', set: 'set', del: 'delete', reset: 'clear', pop: 'pop' },
    size: reader(prototype, 'itemCount'),
    limit: (cache) => (weighs(cache) ? null : limitOf(max(cache))),
    weighs,
    holds: (cache, key) => has.call(cache, key) === true,
    next(cache) {
      const { tail } = dumpLru.call(cache);
      return tail ? [tail.value.key] : [];
    },
  };
}

/** From 7 on. */
function newWay(library: Library, prototype: Record<string, unknown>): Way {
  const { peek, rkeys } = prototype as { peek: Asking; rkeys: (this: object) => Iterator<unknown> };
  const [max, maxSize] = [reader(prototype, 'max'), reader(prototype, 'maxSize')];
  const fetchMethod = reader(prototype, 'fetchMethod');
  const fetches = (cache: object) => typeof fetchMethod(cache) === 'function';
  const remaining = (cache: object, key: unknown): unknown => {
    const own: unknown = Object.getOwnPropertyDescriptor(cache, 'getRemainingTTL')?.value;
    return ((own ?? prototype['getRemainingTTL']) as Asking).call(cache, key);
  };
  return {
    library,
    name: 'LRUCache',
    policy: 'lru',
    methods: {
      get: 'get',
      set: 'set',
      delete: 'delete',
      clear: 'clear',
      pop: 'pop',
      // From 11.3 on these use private means; before, they use `get` and `set`, which are heard.
      ...(tellsItself(prototype) ? { memo: 'memo', fetch: 'memo', forceFetch: 'memo' } : { fetch: 'fetch' }),
    },
    size: reader(prototype, 'size'),
    limit: (cache) => limitOf(max(cache)),
    weighs: (cache) => maxSize(cache) > 0,
    fetches,
    keepsNoUndefined: true,
    finds: (cache, key) => peek.call(cache, key) !== undefined,
    // What is being fetched has an entry already, which has no value.
    holds: (cache, key) =>
      peek.call(cache, key, ofAnyAge) !== undefined ||
      (fetches(cache) && (remaining(cache, key) as number) > 0),
    next: (cache, count) => firstOf(rkeys.call(cache), count),
  };
}

/** Whether it is a version with a channel. */
function tellsItself({ fetch }: Record<string, unknown>): boolean {
  return typeof fetch === 'function' && !Function.prototype.toString.call(fetch).includes('this.get(');
}
