import { meterOf, type Meter } from './meter.ts';
import { operations } from './operations.ts';
import { isObject } from './reading.ts';
import type { Report } from './report.ts';
import type { RoleName, Way } from './way.ts';

export type Method = (this: object, ...args: unknown[]) => unknown;

/** One call of a method, while it runs. */
interface Call {
  readonly meter: Meter;
  readonly way: Way;
  readonly report: Report;
  readonly cache: object;
  readonly args: readonly unknown[];
}

interface Role<B> {
  /** What has to be known before. */
  before(call: Call): B;
  after(call: Call, result: unknown, before: B): void;
  /** Runs code of the program, whose uses of the cache count. */
  readonly isOpen?: boolean;
}

const { apply, getOwnPropertyDescriptor } = Reflect;

/** So many entries that one new entry drives out are told with their keys. */
const MOST_VICTIMS = 16;

/** Of so many hits (one less than a power of 2) the report hears at once. */
const UNTOLD = 1023;

const NOBODY: readonly unknown[] = [];

/**
 * A method that does what the original does, and counts it. What the library's methods call themselves is not counted
 * again. Nothing that goes wrong in counting reaches the program.
 */
export function hearAs(
  name: RoleName,
  original: Method,
  meterFor: (cache: object) => Meter | undefined,
  way: Way,
  report: Report,
): Method {
  if (name === 'get') return hearGet(original, meterFor, way, report);
  const role: Role<unknown> = roles[name];
  const isOpen = role.isOpen === true;
  return function heard(this: object, ...args: unknown[]): unknown {
    const meter = meterFor(this);
    if (meter === undefined || meter.isInside) return apply(original, this, args);
    const call = { meter, way, report, cache: this, args };
    let before: unknown;
    try {
      before = role.before(call);
    } catch {
      return apply(original, this, args);
    }
    let result: unknown;
    meter.isInside = !isOpen;
    try {
      result = apply(original, this, args);
    } finally {
      meter.isInside = false;
    }
    try {
      role.after(call, result, before);
    } catch {
      // Then it is counted wrongly.
    }
    return result;
  };
}

/** A look-up that is a use. There are very many, so that nothing is made for one, and none has a third argument. */
function hearGet(
  original: Method,
  meterFor: (cache: object) => Meter | undefined,
  way: Way,
  report: Report,
): Method {
  const { records } = report;
  const readsSize = records && !way.isSizeDear;
  return function heard(this: object, key: unknown, options: unknown): unknown {
    const meter = (isObject(this) ? meterOf(this) : undefined) ?? meterFor(this);
    if (meter === undefined || meter.isInside) return original.call(this, key, options);
    const size = readsSize ? way.size(this, meter) : 0;
    meter.isInside = true;
    let value: unknown;
    try {
      value = original.call(this, key, options);
    } finally {
      meter.isInside = false;
    }
    if (value === undefined) lookedUp({ meter, way, report, cache: this, args: [key] }, size);
    // Most hits are one more, and no more.
    else if (records || !meter.isDirty || (++meter.untold & UNTOLD) === 0) report.hit(meter, key);
    else meter.hits++;
    return value;
  };
}

/** Asks the library while nothing is counted. */
function holds({ meter, way, cache }: Call, key: unknown, toFind = false): boolean {
  const { isInside } = meter;
  meter.isInside = true;
  try {
    return toFind && way.finds ? way.finds(cache, key) : way.holds(cache, key);
  } finally {
    meter.isInside = isInside;
  }
}

const sizeOf = ({ way, cache, meter }: Call): number => way.size(cache, meter);

/** What is known before something is put in. */
interface Stock {
  readonly size: number;
  readonly stock: number;
  /** Undefined where there was room: then the size tells whether the entry is new. */
  readonly wasThere: boolean | undefined;
  /** The keys that leave next. */
  readonly next: readonly unknown[];
}

function takeStock(call: Call): Stock {
  const { meter, way, report, cache, args } = call;
  const limit = way.limit(cache);
  const size = sizeOf(call);
  const { stock } = meter;
  if (limit !== null && size < limit && way.weighs?.(cache) !== true) {
    return { size, stock, wasThere: undefined, next: NOBODY };
  }
  const count = limit === null || size < limit ? MOST_VICTIMS : 1;
  const next = report.records ? (way.next?.(cache, count) ?? NOBODY) : NOBODY;
  return { size, stock, wasThere: holds(call, args[0]), next };
}

/** Counts what was put in and what left for it. */
function compare(call: Call, before: Stock, mayBeRefused: boolean): void {
  const { meter, report, args } = call;
  const [key] = args;
  const grown = sizeOf(call) - before.size;
  const others = meter.stock - before.stock;
  let isNew = before.wasThere === undefined ? grown > others : !before.wasThere;
  let left = (isNew ? 1 : 0) + others - grown;
  const isStored = !(left > 0 || mayBeRefused) || holds(call, key);
  if (!isStored) {
    const isTaken = !isNew && left > 0;
    if (isTaken) meter.removed++;
    if (left > 0) left--;
    isNew = false;
    if (isTaken) report.tell(meter, operations.deleted, key);
    else report.touch(meter);
  } else report.tell(meter, operations.stored, key);
  if (isNew) meter.added++;
  if (left <= 0) return;
  meter.evictions += left;
  for (const victim of before.next) {
    if (!holds(call, victim)) report.tell(meter, operations.evicted, victim);
  }
}

/** Counts a look-up that has brought nothing, which is a hit where it was stored so. */
function lookedUp(call: Call, size: number): void {
  const { meter, report, args } = call;
  const [key] = args;
  try {
    const isThere = call.way.keepsNoUndefined !== true && holds(call, key);
    if (isThere) report.hit(meter, key);
    else report.miss(meter, key);
    if (!isThere && size > 0 && sizeOf(call) < size) report.tell(meter, operations.expired, key);
  } catch {
    report.miss(meter, key);
  }
}

/** Counts a look-up before it is done. Returns whether it is a hit. */
function lookUp(call: Call): boolean {
  const { meter, report, args } = call;
  const isHit = holds(call, args[0], true) && !asksAnew(args[1]);
  if (isHit) report.hit(meter, args[0]);
  else report.miss(meter, args[0]);
  return isHit;
}

/** Whether the options of a look-up ask to compute again, read without running anything. */
function asksAnew(options: unknown): boolean {
  return isObject(options) && Boolean(getOwnPropertyDescriptor(options, 'forceRefresh')?.value);
}

const role = <B>(made: Role<B>): Role<unknown> => made;

const roles: Readonly<Record<Exclude<RoleName, 'get'>, Role<unknown>>> = {
  /** A question that is the look-up. */
  ask: role<undefined>({
    before: () => undefined,
    after({ meter, report, args }, isThere) {
      if (isThere === true) report.hit(meter, args[0]);
      else report.miss(meter, args[0]);
    },
  }),

  /** Puts an entry in. */
  set: role<Stock | boolean>({
    before: (call) => (call.way.isSizeDear ? holds(call, call.args[0]) : takeStock(call)),
    after(call, _, before) {
      const { meter, report, args } = call;
      // Some keep no undefined.
      if (typeof before !== 'boolean') {
        compare(call, before, args[1] === undefined);
        return;
      }
      if (!before) meter.added++;
      report.tell(meter, operations.stored, args[0]);
    },
  }),

  /** Computes or fetches what is missing, and keeps it by private means: look-up and entry are heard here only. */
  memo: role<Stock | undefined>({
    isOpen: true,
    before: (call) => (lookUp(call) ? undefined : takeStock(call)),
    after(call, _, before) {
      if (before) compare(call, before, false);
    },
  }),

  /** As `memo`, where the library is its own user: a look-up that fetches is heard here, all else in `get` and `set`. */
  fetch: role<undefined>({
    isOpen: true,
    before(call) {
      if (call.way.fetches?.(call.cache) === true) lookUp(call);
      return undefined;
    },
    after: () => undefined,
  }),

  delete: role<number>({
    before: (call) => (call.way.isSizeDear ? 0 : sizeOf(call)),
    after(call, result, size) {
      const { meter, way, report, args } = call;
      if (way.isSizeDear ? result !== true : sizeOf(call) >= size) return;
      meter.removed++;
      report.tell(meter, operations.deleted, args[0]);
    },
  }),

  /** Takes out the entry that would leave next. */
  pop: role<{ size: number; key: unknown }>({
    before: (call) => ({
      size: sizeOf(call),
      key: call.report.records ? call.way.next?.(call.cache, 1)[0] : undefined,
    }),
    after(call, _, { size, key }) {
      const { meter, report } = call;
      const gone = size - sizeOf(call);
      if (gone <= 0) return;
      meter.removed += gone;
      report.tell(meter, operations.deleted, key);
    },
  }),

  clear: role<number>({
    before: sizeOf,
    after({ meter, report }, _, size) {
      meter.removed += size;
      report.tell(meter, operations.cleared, null);
    },
  }),
};
