const { apply, getOwnPropertyDescriptor } = Reflect;

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
    const next = iterator.next();
    if (next.done === true) break;
    values.push(next.value);
  }
  return values;
}

/** The prototype of an instance, which has one. */
export const prototypeOf = (instance: object): object => Reflect.getPrototypeOf(instance) ?? {};

export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
