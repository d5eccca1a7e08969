import { types } from 'node:util';
import type { Meter, Reading } from './meter.ts';
import { isObject } from './reading.ts';
import { meterOf } from './meter.ts';
import { nameOf, ours } from './keys.ts';
import type { Library } from './packages.ts';
import { findPlace, inFolder } from './place.ts';
import type { Report } from './report.ts';
import { hearAs, type Method, type RoleName } from './roles.ts';

/** How the caches of a library are heard. */
export interface Way extends Reading {
  readonly library: Library;
  /** What its users call the class. */
  readonly name: string;
  /** The id of the policy, or any word where it is none of ours. */
  readonly policy: string;
  readonly methods: Readonly<Record<string, RoleName>>;
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

const { apply, construct, defineProperty, getOwnPropertyDescriptor } = Reflect;

/** Functions that count already: a class may have taken them from another. */
const counting = new WeakSet();

/** Counts what the methods of a prototype do. */
export function hearMethods(prototype: object, way: Way, report: Report): void {
  for (const [name, role] of Object.entries(way.methods)) {
    const before = getOwnPropertyDescriptor(prototype, name);
    const original: unknown = before?.value;
    if (typeof original !== 'function' || counting.has(original)) continue;
    const heard = hearAs(role, original as Method, (cache) => meterFor(cache, way, report), way, report);
    alike(heard, original);
    counting.add(heard);
    defineProperty(prototype, name, { ...before, value: heard });
  }
}

/** Hears a class: what its instances do, and where they are made. Returns what takes its place. */
export function hearClass<C extends new (...args: never[]) => object>(
  original: C,
  way: Way,
  report: Report,
): C {
  const prototype = original.prototype as object;
  hearMethods(prototype, way, report);
  const heard = new Proxy(original, {
    construct(target, args, newTarget) {
      const made = constructed(target, args, newTarget);
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

/** How many constructors of libraries run: what they do with the cache that they make is no use of it. */
let constructing = 0;

function constructed(target: new (...args: never[]) => object, args: unknown[], newTarget: unknown): object {
  constructing++;
  try {
    return construct(target, args as never[], newTarget as () => void) as object;
  } finally {
    constructing--;
  }
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
  return (
    meterOf(cache) ??
    (way.areFew || constructing > 0 || types.isProxy(cache) ? undefined : enter(cache, way, report))
  );
}

/** A function that looks like another one. */
function alike(heard: object, original: object): void {
  for (const property of ['name', 'length'] as const) {
    const descriptor = getOwnPropertyDescriptor(original, property);
    if (descriptor) defineProperty(heard, property, descriptor);
  }
}
