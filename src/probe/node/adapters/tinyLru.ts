import { hearClass, hearFactory } from '../keyed.ts';
import { limitOf } from '../reading.ts';
import type { Library } from '../packages.ts';
import type { Way } from '../way.ts';
import { isClassWith, type Adapter } from './adapter.ts';

/** What all its caches have. */
interface Kept {
  readonly size: number;
  readonly max: number;
  readonly items: object;
  readonly first: { readonly key: unknown } | null;
}

/** tiny-lru 8 to 13. Until 9 only its function is exported. */
export const tinyLru: Adapter = {
  packages: ['tiny-lru'],
  hear({ library, name, value }, report) {
    if (isClassWith(value, ['get', 'set', 'evict'])) return hearClass(value, wayOf(library), report);
    if (typeof value !== 'function' || (name !== 'lru' && name !== 'default')) return value;
    return hearFactory(value as () => object, wayOf(library), report);
  },
};

const wayOf = (library: Library): Way => ({
  library,
  name: 'LRU',
  policy: 'lru',
  methods: { get: 'get', set: 'set', setWithEvicted: 'set', delete: 'delete', evict: 'pop', clear: 'clear' },
  size: (cache) => (cache as Kept).size,
  limit: (cache) => limitOf((cache as Kept).max),
  holds: (cache, key) => (key as PropertyKey) in (cache as Kept).items,
  next: (cache) => [(cache as Kept).first?.key],
});
