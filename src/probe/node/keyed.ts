import { types } from 'node:util';
import type { Meter } from './meter.ts';
import { isObject, prototypeOf } from './reading.ts';
import { meterOf } from './meter.ts';
import { nameOf, ours } from './keys.ts';
import { findPlace, inFolder } from './place.ts';
import type { Report } from './report.ts';
import { hearAs, type Method } from './roles.ts';
import type { Way } from './way.ts';

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
      let made: object;
      constructing++;
      try {
        made = construct(target, args as never[], newTarget) as object;
      } finally {
        constructing--;
      }
      enter(made, way, report, newTarget === heard ? [] : classesBetween(newTarget, heard));
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

/** Hears a function that makes caches of a class that nobody else can reach. Returns what takes its place. */
export function hearFactory<F extends (...args: never[]) => object>(
  original: F,
  way: Way,
  report: Report,
): F {
  const heard = new Proxy(original, {
    apply(target, self, args) {
      const made = apply(target, self, args) as object;
      hearMethods(prototypeOf(made), way, report);
      enter(made, way, report);
      return made;
    },
  });
  ours.add(heard);
  return heard;
}

/** Counts a cache from now on. It is known by its class, and by where it was made. */
function enter(cache: object, way: Way, report: Report, classes: readonly string[] = []): Meter | undefined {
  const { library } = way;
  const facts = () => ({
    ...findPlace(inFolder(library.root), classes),
    name: classes[0] ?? way.name,
    kind: `${library.name} ${library.version}`,
    policy: way.policy,
  });
  try {
    return report.mark(cache, facts, way);
  } catch {
    return undefined; // It cannot be marked.
  }
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
