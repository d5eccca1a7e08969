import { hearMethods } from '../keyed.ts';
import { reader } from '../reading.ts';
import { nameOf, ours } from '../keys.ts';
import { findPlace, inFolder, isCalledFrom } from '../place.ts';
import type { Library } from '../packages.ts';
import type { Report } from '../report.ts';
import type { Way } from '../way.ts';
import { isClassWith, type Adapter } from './adapter.ts';

type Memoize = (...args: unknown[]) => unknown;

/**
 * `memoize` of lodash in all its packages. A memoized function keeps its results in a map of lodash's own, which is
 * heard; the function itself stays as it is. lodash has such maps for much else: only those of `memoize` are counted.
 */
export const lodash: Adapter = {
  packages: ['lodash', 'lodash-es', 'lodash.memoize'],
  hear({ library, file, name, value }, report) {
    if (typeof value !== 'function' || name !== 'default') return value;
    if (/(?:^|\/)memoize\.js$/.test(file) || library.name === 'lodash.memoize') {
      return hearMemoize(value as Memoize, library, report);
    }
    const whole: unknown = Object.getOwnPropertyDescriptor(value, 'memoize')?.value;
    if (typeof whole === 'function' && !ours.has(whole)) {
      Object.assign(value, { memoize: hearMemoize(whole as Memoize, library, report) });
    }
    return value;
  },
};

function hearMemoize(original: Memoize, library: Library, report: Report): Memoize {
  const Cache: unknown = Object.getOwnPropertyDescriptor(original, 'Cache')?.value;
  if (!isClassWith(Cache, ['get', 'set', 'has'])) return original;
  const way = wayOf(Cache.prototype as object, library);
  hearMethods(Cache.prototype as object, way, report);
  const heard = new Proxy(original, {
    apply(target, self, args: unknown[]) {
      const memoized = Reflect.apply(target, self, args) as { cache: object };
      if (isCalledFrom(library.root)) return memoized;
      const cache = Object.getOwnPropertyDescriptor(memoized, 'cache')?.value as object;
      const facts = () => ({
        ...findPlace(inFolder(library.root)),
        name: nameOf(args[0]) ?? 'memoize',
        kind: `${library.name} ${library.version}`,
        policy: way.policy,
      });
      if (Cache.prototype === Reflect.getPrototypeOf(cache)) report.mark(cache, facts, way);
      return memoized;
    },
  });
  ours.add(heard);
  return heard;
}

function wayOf(prototype: object, library: Library): Way {
  const { has } = prototype as { has: (this: object, key: unknown) => boolean };
  const size = reader(prototype, 'size');
  // lodash.memoize has maps that do not know how large they are.
  const isSized = 'size' in prototype || library.name !== 'lodash.memoize';
  return {
    library,
    name: 'memoize',
    policy: 'lru', // It has no limit, so any.
    // What is asked first is whether the key is there.
    methods: { has: 'ask', set: 'set', delete: 'delete', clear: 'clear' },
    areFew: true,
    size: isSized ? size : (_, { added, removed }) => added - removed,
    isSizeDear: !isSized,
    limit: () => null,
    holds: (cache, key) => has.call(cache, key),
  };
}
