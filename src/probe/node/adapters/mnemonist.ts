import { hearClass } from '../keyed.ts';
import { limitOf } from '../reading.ts';
import { nameOf } from '../keys.ts';
import { isClassWith, type Adapter } from './adapter.ts';

/** What all its caches have. */
interface Kept {
  readonly size: number;
  readonly capacity: number;
  readonly tail: number;
  readonly K: ArrayLike<unknown>;
}

const FILE = /^lru-(?:cache|map)(?:-with-delete)?\.js$/;

/** The caches of mnemonist: LRUCache, LRUMap, and both with deletion. */
export const mnemonist: Adapter = {
  packages: ['mnemonist'],
  hear({ library, file, value }, report) {
    if (!FILE.test(file) || !isClassWith(value, ['get', 'set', 'setpop', 'has'])) return value;
    const { has } = value.prototype as { has: (this: object, key: unknown) => boolean };
    return hearClass(
      value,
      {
        library,
        name: nameOf(value) ?? 'LRUCache',
        policy: 'lru',
        methods: {
          get: 'get',
          set: 'set',
          setpop: 'set',
          delete: 'delete',
          remove: 'delete',
          clear: 'clear',
        },
        size: (cache) => (cache as Kept).size,
        limit: (cache) => limitOf((cache as Kept).capacity),
        holds: (cache, key) => has.call(cache, key),
        next: (cache) => [(cache as Kept).K[(cache as Kept).tail]],
      },
      report,
    );
  },
};
