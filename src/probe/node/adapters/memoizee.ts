import { nameOf } from '../keys.ts';
import { operations } from '../operations.ts';
import type { Library } from '../packages.ts';
import { findPlace, inFolder } from '../place.ts';
import type { Report } from '../report.ts';
import type { Adapter } from './adapter.ts';

type Anything = (this: unknown, ...args: unknown[]) => unknown;

/** What memoizee hands to its extensions while it makes a function. */
interface Making {
  original: Anything;
  readonly memoized: object;
  on(event: string, listener: (...args: never[]) => void): void;
}

/** Its main function. It calls what is here, if something is, for each function that it makes: `memoizee/profile` uses it. */
interface Plain {
  __profiler__?: (making: Making) => void;
}

interface Extensions {
  max?: (max: number, making: Making, options: unknown) => void;
}

/** The copy of memoizee in a folder. */
interface Copy {
  plain?: Plain;
  extensions?: Extensions;
}

const copies = new Map<string, Copy>();
const limits = new WeakMap<Making, number>();

/** memoizee 0.4, by the means that it has for its own extensions: the functions that it makes stay as they are. */
export const memoizee: Adapter = {
  packages: ['memoizee'],
  hear({ library, file, name, value }, report) {
    if (name !== 'default') return value;
    const copy = copies.get(library.root) ?? {};
    copies.set(library.root, copy);
    if (file === 'plain.js') copy.plain = value as Plain;
    if (file === 'lib/registered-extensions.js') copy.extensions = value as Extensions;
    if (file === 'ext/max.js' && copy.extensions) hearLimits(copy.extensions);
    if ((file === 'plain.js' || file === 'profile.js') && copy.plain) hearPlain(copy.plain, library, report);
    return value;
  },
};

function hearLimits(extensions: Extensions): void {
  const { max: original } = extensions;
  if (typeof original !== 'function') return;
  extensions.max = (max, making, options) => {
    if (Number.isInteger(max) && max > 0) limits.set(making, max);
    original(max, making, options);
  };
}

function hearPlain(plain: Plain, library: Library, report: Report): void {
  const before = plain.__profiler__;
  const value = (making: Making): void => {
    before?.(making);
    try {
      hearFunction(making, library, report);
    } catch {
      // Then it is not heard.
    }
  };
  Object.defineProperty(plain, '__profiler__', { value, writable: true, configurable: true });
}

function hearFunction(making: Making, library: Library, report: Report): void {
  const limit = limits.get(making) ?? null;
  let size = 0;
  const facts = {
    ...findPlace(inFolder(library.root)),
    name: nameOf(making.original) ?? 'memoizee',
    kind: `memoizee ${library.version}`,
    policy: 'lru', // Without a limit, any.
  };
  const meter = report.open(making.memoized, facts, { size: () => size, limit: () => limit });
  if (meter === undefined) return;
  const { original } = making;
  const { records } = report;
  const keyOf = (args: ArrayLike<unknown>) => (records ? report.describeKeys(args) : '');
  const keys = new Map<string, number | string>();
  /** Between the end of the function and the entry of its result only entries that make room leave. */
  let storing: number | string | undefined;
  let victims: (number | string)[] = [];

  making.original = function (this: unknown, ...args) {
    const key = keyOf(args);
    meter.misses++;
    report.tellDescribed(meter, operations.miss, key);
    const result: unknown = Reflect.apply(original, this, args);
    storing = key;
    return result;
  };
  making.on('get', (_id: string, args: ArrayLike<unknown>) => {
    meter.hits++;
    report.tellDescribed(meter, operations.hit, keyOf(args));
  });
  making.on('set', (id: string) => {
    size++;
    const key = storing ?? '';
    if (records) keys.set(id, key);
    report.tellDescribed(meter, operations.stored, key);
    for (const victim of victims) report.tellDescribed(meter, operations.evicted, victim);
    storing = undefined;
    victims = [];
  });
  making.on('delete', (id: string) => {
    const key = keys.get(id) ?? '';
    keys.delete(id);
    const makesRoom = storing !== undefined || (limit !== null && size > limit);
    size--;
    if (makesRoom) meter.evictions++;
    if (makesRoom && storing !== undefined) victims.push(key);
    else report.tellDescribed(meter, makesRoom ? operations.evicted : operations.deleted, key);
  });
  making.on('clear', () => {
    size = 0;
    keys.clear();
    report.tell(meter, operations.cleared, null);
  });
}
