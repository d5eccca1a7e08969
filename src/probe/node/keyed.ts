import { types } from 'node:util';
import type { Meter, Reading } from './meter.ts';
import { meterOf } from './meter.ts';
import { nameOf, ours } from './keys.ts';
import { operations } from './operations.ts';
import type { Library } from './packages.ts';
import { findPlace, inFolder } from './place.ts';
import type { Report } from './report.ts';

type Method = (this: object, ...args: unknown[]) => unknown;

/** What a method of a cache with keys does. */
export type Role = keyof typeof roles;

/** How the caches of a library are heard. */
export interface Way extends Reading {
  readonly library: Library;
  /** What its users call the class. */
  readonly name: string;
  /** The id of the policy, or any word where it is none of ours. */
  readonly policy: string;
  readonly methods: Readonly<Record<string, Role>>;
  /** Whether it has an entry for the key, without using it: an old one counts, too. */
  holds(cache: object, key: unknown): boolean;
  /** Whether a look-up would find it; otherwise what it holds is found. */
  finds?(cache: object, key: unknown): boolean;
  /** Whether it fetches itself what is missing. */
  fetches?(cache: object): boolean;
  /** Whether entries have weights, so that the limit does not say whether there is room for another. */
  weighs?(cache: object): boolean;
  /** Whether there are caches of this kind that are of no interest: only those that were entered are counted. */
  readonly areFew?: boolean;
  /** The keys that leave next. */
  next?(cache: object, count: number): unknown[];
  /** Whether to ask for the size takes long, so that it is not asked with every operation. */
  readonly isSizeDear?: boolean;
}

/** So many entries that one new entry drives out are told with their keys. */
const MOST_VICTIMS = 16;

const { apply, construct, defineProperty, getOwnPropertyDescriptor } = Reflect;

/** Functions that count already: a class may have taken them from another. */
const counting = new WeakSet();

/** Counts what the methods of a prototype do. */
export function hearMethods(prototype: object, way: Way, report: Report): void {
  for (const [name, role] of Object.entries(way.methods)) {
    const before = getOwnPropertyDescriptor(prototype, name);
    const original: unknown = before?.value;
    if (typeof original !== 'function' || counting.has(original)) continue;
    const heard = roles[role](original as Method, way, report);
    alike(heard, original);
    counting.add(heard);
    defineProperty(prototype, name, { ...before, value: heard });
  }
}

/** Hears a class: what its instances do, and where they are made. Returns what takes its place. */
export function hearClass<C extends abstract new (...args: never[]) => object>(
  original: C,
  way: Way,
  report: Report,
): C {
  const prototype = original.prototype as object;
  hearMethods(prototype, way, report);
  const heard = new Proxy(original, {
    construct(target, args, newTarget) {
      const made = construct(target, args, newTarget) as object;
      enter(made, way, report, classesBetween(newTarget, heard));
      return made;
    },
  });
  ours.add(heard);
  const constructorBefore = getOwnPropertyDescriptor(prototype, 'constructor');
  if (constructorBefore?.value === original) {
    defineProperty(prototype, 'constructor', { ...constructorBefore, value: heard });
  }
  return heard;
}

/** Hears a function that makes caches of a class that nobody else can reach. Returns what takes its place. */
export function hearFactory<F extends (...args: never[]) => object>(
  original: F,
  way: Way,
  report: Report,
): F {
  const heard = new Proxy(original, {
    apply(target, self, args) {
      const made = apply(target, self, args) as object;
      hearMethods(Reflect.getPrototypeOf(made) as object, way, report);
      enter(made, way, report);
      return made;
    },
  });
  ours.add(heard);
  return heard;
}

/** What a cache is known by: its class, and where it was made. */
function enter(cache: object, way: Way, report: Report, classes: readonly string[] = []): Meter | undefined {
  const { library } = way;
  const facts = () => ({
    ...findPlace(inFolder(library.root), classes),
    name: classes[0] ?? way.name,
    kind: `${library.name} ${library.version}`,
    policy: way.policy,
  });
  return report.mark(cache, facts, way);
}

/** The names of the classes by which a program has extended one, the youngest first. */
function classesBetween(youngest: unknown, oldest: object): string[] {
  const names: string[] = [];
  for (let at = youngest; typeof at === 'function' && at !== oldest && names.length < 8;) {
    const name = nameOf(at);
    if (name === undefined) break;
    names.push(name);
    at = Reflect.getPrototypeOf(at);
  }
  return names;
}

/** The meter of a cache, which may have been made where nobody looked. */
function meterFor(cache: object, way: Way, report: Report): Meter | undefined {
  if (!isObject(cache)) return undefined;
  return meterOf(cache) ?? (way.areFew || types.isProxy(cache) ? undefined : enter(cache, way, report));
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A function that looks like another one. */
function alike(heard: object, original: object): void {
  for (const property of ['name', 'length'] as const) {
    const descriptor = getOwnPropertyDescriptor(original, property);
    if (descriptor) defineProperty(heard, property, descriptor);
  }
}

/** Runs one of the library's methods; what it calls itself is not counted again. */
function inside(meter: Meter, original: Method, cache: object, args: unknown[]): unknown {
  meter.isInside = true;
  try {
    return apply(original, cache, args);
  } finally {
    meter.isInside = false;
  }
}

/** Asks the library while nothing is counted. */
function holds(meter: Meter, way: Way, cache: object, key: unknown, toFind = false): boolean {
  const { isInside } = meter;
  meter.isInside = true;
  try {
    return toFind && way.finds ? way.finds(cache, key) : way.holds(cache, key);
  } finally {
    meter.isInside = isInside;
  }
}

/** What is known before something is put in. */
class Before {
  private readonly size: number;
  private readonly stock: number;
  private readonly wasThere: boolean | undefined;
  private readonly next: readonly unknown[];

  constructor(
    private readonly meter: Meter,
    private readonly way: Way,
    private readonly report: Report,
    private readonly cache: object,
    private readonly key: unknown,
    private readonly value: unknown,
  ) {
    const limit = way.limit(cache);
    this.size = way.size(cache);
    this.stock = meter.stock;
    const hasRoom = limit !== null && this.size < limit && way.weighs?.(cache) !== true;
    this.wasThere = hasRoom ? undefined : holds(meter, way, cache, key);
    const count = limit === null || this.size < limit ? MOST_VICTIMS : 1;
    this.next = report.records && !hasRoom ? (way.next?.(cache, count) ?? []) : [];
  }

  /** Counts what was put in and what left for it. */
  finish(): void {
    const { meter, way, cache, key } = this;
    const grown = way.size(cache) - this.size;
    const others = meter.stock - this.stock;
    let isNew = this.wasThere === undefined ? grown > others : !this.wasThere;
    let left = (isNew ? 1 : 0) + others - grown;
    let isStored = true;
    // Some keep no undefined, or nothing that is too large.
    if (left > 0 || this.value === undefined) {
      isStored = holds(meter, way, cache, key);
      if (!isStored && left > 0) left--;
      if (!isStored && !isNew && grown < others) meter.removed++;
      if (!isStored) isNew = false;
    }
    if (isNew) meter.added++;
    if (left > 0) meter.evictions += left;
    this.tell(isStored, left);
  }

  private tell(isStored: boolean, left: number): void {
    const { meter, way, report, cache, key } = this;
    report.tell(meter, isStored ? operations.stored : operations.deleted, key);
    if (left <= 0) return;
    for (const victim of this.next) {
      if (!holds(meter, way, cache, victim)) report.tell(meter, operations.evicted, victim);
    }
  }
}

const roles = {
  /** A look-up that is a use. */
  get: (original: Method, way: Way, report: Report): Method =>
    ({
      get(this: object, ...args: unknown[]): unknown {
        const meter = meterFor(this, way, report);
        if (meter === undefined || meter.isInside) return apply(original, this, args);
        const before = report.records && !way.isSizeDear ? way.size(this) : 0;
        const value = inside(meter, original, this, args);
        const [key] = args;
        if (value !== undefined || holds(meter, way, this, key)) {
          report.hit(meter, key);
          return value;
        }
        report.miss(meter, key);
        if (before > 0 && way.size(this) < before) report.tell(meter, operations.expired, key);
        return value;
      },
    }).get,

  /** A question that is the look-up. */
  ask: (original: Method, way: Way, report: Report): Method =>
    ({
      ask(this: object, ...args: unknown[]): unknown {
        const meter = meterFor(this, way, report);
        const isThere = apply(original, this, args);
        if (meter === undefined || meter.isInside) return isThere;
        if (isThere === true) report.hit(meter, args[0]);
        else report.miss(meter, args[0]);
        return isThere;
      },
    }).ask,

  /** Puts an entry in. */
  set: (original: Method, way: Way, report: Report): Method =>
    ({
      set(this: object, ...args: unknown[]): unknown {
        const meter = meterFor(this, way, report);
        if (meter === undefined || meter.isInside) return apply(original, this, args);
        const [key] = args;
        if (way.isSizeDear) {
          if (!holds(meter, way, this, key)) meter.added++;
          const result = inside(meter, original, this, args);
          report.tell(meter, operations.stored, key);
          return result;
        }
        const before = new Before(meter, way, report, this, key, args[1]);
        const result = inside(meter, original, this, args);
        before.finish();
        return result;
      },
    }).set,

  /** Computes or fetches what is missing, and keeps it by private means: look-up and entry are heard here only. */
  memo: (original: Method, way: Way, report: Report): Method =>
    ({
      memo(this: object, ...args: unknown[]): unknown {
        const meter = meterFor(this, way, report);
        if (meter === undefined || meter.isInside) return apply(original, this, args);
        const [key, options] = args;
        if (lookUp(meter, way, report, this, key, options)) return apply(original, this, args);
        const before = new Before(meter, way, report, this, key, null);
        const result: unknown = apply(original, this, args);
        before.finish();
        return result;
      },
    }).memo,

  /** As `memo`, where the library is its own user: a look-up that fetches is heard here, all else in `get` and `set`. */
  fetch: (original: Method, way: Way, report: Report): Method =>
    ({
      fetch(this: object, ...args: unknown[]): unknown {
        const meter = meterFor(this, way, report);
        const isHeard = meter !== undefined && !meter.isInside && way.fetches?.(this) === true;
        if (isHeard) lookUp(meter, way, report, this, args[0], args[1]);
        return apply(original, this, args);
      },
    }).fetch,

  delete: (original: Method, way: Way, report: Report): Method =>
    ({
      delete(this: object, ...args: unknown[]): unknown {
        const meter = meterFor(this, way, report);
        if (meter === undefined) return apply(original, this, args);
        if (meter.isInside) {
          const result = apply(original, this, args);
          if (result === true && way.isSizeDear) meter.removed++;
          return result;
        }
        const before = way.isSizeDear ? 0 : way.size(this);
        const result = inside(meter, original, this, args);
        const isGone = way.isSizeDear ? result === true : way.size(this) < before;
        if (isGone) {
          meter.removed++;
          report.tell(meter, operations.deleted, args[0]);
        }
        return result;
      },
    }).delete,

  /** Takes out the entry that would leave next. */
  pop: (original: Method, way: Way, report: Report): Method =>
    ({
      pop(this: object, ...args: unknown[]): unknown {
        const meter = meterFor(this, way, report);
        if (meter === undefined || meter.isInside) return apply(original, this, args);
        const before = way.size(this);
        const [key] = report.records ? (way.next?.(this, 1) ?? []) : [];
        const result = inside(meter, original, this, args);
        const gone = before - way.size(this);
        meter.removed += gone;
        if (gone > 0) report.tell(meter, operations.deleted, key);
        return result;
      },
    }).pop,

  clear: (original: Method, way: Way, report: Report): Method =>
    ({
      clear(this: object, ...args: unknown[]): unknown {
        const meter = meterFor(this, way, report);
        if (meter === undefined || meter.isInside) return apply(original, this, args);
        const result = inside(meter, original, this, args);
        meter.removed = meter.added - meter.evictions;
        report.tell(meter, operations.cleared, null);
        return result;
      },
    }).clear,
};

/** Counts a look-up before it is done. Returns whether it is a hit. */
function lookUp(
  meter: Meter,
  way: Way,
  report: Report,
  cache: object,
  key: unknown,
  options: unknown,
): boolean {
  const isHit = holds(meter, way, cache, key, true) && !asksAnew(options);
  if (isHit) report.hit(meter, key);
  else report.miss(meter, key);
  return isHit;
}

/** Whether the options of a look-up ask to compute again, read without running anything. */
function asksAnew(options: unknown): boolean {
  if (!isObject(options)) return false;
  return Boolean(getOwnPropertyDescriptor(options, 'forceRefresh')?.value);
}

/** Reads a number of a cache as its library keeps it: by the getter of its own prototype, or as a property. */
export function reader(prototype: object, name: string): (cache: object) => number {
  for (let at: object | null = prototype; at !== null; at = Reflect.getPrototypeOf(at)) {
    const getter = getOwnPropertyDescriptor(at, name)?.get;
    if (getter) return (cache) => apply(getter, cache, []) as number;
  }
  return (cache) => (cache as Record<string, unknown>)[name] as number;
}

/** A limit as libraries write it: 0 and infinity are none. */
export const limitOf = (limit: unknown): number | null =>
  typeof limit === 'number' && limit > 0 && limit < Number.MAX_SAFE_INTEGER ? limit : null;

/** The values of an iterator, so many at most. */
export function firstOf(iterator: Iterator<unknown>, count: number): unknown[] {
  const values: unknown[] = [];
  while (values.length < count) {
    const { done, value } = iterator.next();
    if (done) break;
    values.push(value);
  }
  return values;
}
