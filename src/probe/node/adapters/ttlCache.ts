import { hearClass } from '../keyed.ts';
import { firstOf, limitOf, reader } from '../reading.ts';
import { isClassWith, type Adapter } from './adapter.ts';

/** @isaacs/ttlcache 1 and 2: what expires first makes room. */
export const ttlCache: Adapter = {
  packages: ['@isaacs/ttlcache'],
  hear({ library, value }, report) {
    if (!isClassWith(value, ['get', 'set', 'has', 'keys'])) return value;
    const { has, keys } = value.prototype as {
      has: (this: object, key: unknown) => boolean;
      keys: (this: object) => Iterator<unknown>;
    };
    const max = reader(value.prototype as object, 'max');
    return hearClass(
      value,
      {
        library,
        name: 'TTLCache',
        policy: 'soonest-expiry',
        methods: { get: 'get', set: 'set', delete: 'delete', clear: 'clear' },
        size: reader(value.prototype as object, 'size'),
        limit: (cache) => limitOf(max(cache)),
        holds: (cache, key) => has.call(cache, key),
        next: (cache, count) => firstOf(keys.call(cache), count),
      },
      report,
    );
  },
};
