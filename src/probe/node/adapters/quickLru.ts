import { hearClass } from '../keyed.ts';
import { limitOf, reader } from '../reading.ts';
import { isClassWith, type Adapter } from './adapter.ts';

/** quick-lru 5 to 7. It is two maps: when the younger one is full, the older one goes as a whole. */
export const quickLru: Adapter = {
  packages: ['quick-lru'],
  hear({ library, value }, report) {
    if (!isClassWith(value, ['get', 'set', 'peek'])) return value;
    const prototype = value.prototype as { has: (this: object, key: unknown) => boolean };
    const { has } = prototype;
    const maxSize = reader(prototype, 'maxSize');
    return hearClass(
      value,
      {
        library,
        name: 'QuickLRU',
        policy: 'two-generations',
        methods: { get: 'get', set: 'set', delete: 'delete', clear: 'clear' },
        size: reader(prototype, 'size'),
        isSizeDear: true, // It goes through the older map.
        limit: (cache) => limitOf(maxSize(cache)),
        evictions: (_, { added, removed, size }) => Math.max(0, added - removed - size),
        holds: (cache, key) => has.call(cache, key),
      },
      report,
    );
  },
};
