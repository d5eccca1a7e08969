import { isPlainObject, isUnhashable, unhashable } from './hashable.ts';
import type { CheckedOptions } from './options.ts';
import { structuralKey } from './structural.ts';

/** Turns one call into the parts of its key. Throws before anything is counted. */
export type KeyMaker = (self: unknown, args: readonly unknown[]) => readonly unknown[];

// Parts that no argument can equal: they keep keywords apart from positions and methods apart from functions.
const keywords = Symbol('keywords');
const receiver = Symbol('receiver');

/** The key maker for these options. */
export function createKeyMaker({ key, objects, namedArgs }: CheckedOptions): KeyMaker {
  const part = createPart(objects);
  const list = (args: readonly unknown[]): unknown[] =>
    namedArgs ? namedParts(args, part) : args.map((arg, i) => part(arg, `Argument ${i + 1}`));
  return (self, args) => {
    const parts = key ? [part(Reflect.apply(key, self, args), 'The result of the key function')] : list(args);
    return self === undefined || self === null ? parts : [receiver, self, ...parts];
  };
}

/** What people know a key by, of which nothing but its parts is known: the only argument, or the list of arguments. */
export function labelOf(parts: readonly unknown[]): unknown {
  const args = (parts[0] === receiver ? parts.slice(2) : parts).map(withoutMark);
  return args.length === 1 ? args[0] : args;
}

/** A text that stands for an object begins with a mark. */
function withoutMark(part: unknown): unknown {
  return typeof part === 'string' && part.startsWith('\0') ? part.slice(1) : part;
}

function createPart(objects: CheckedOptions['objects']): (value: unknown, place: string) => unknown {
  if (objects === 'identity') return (value) => value;
  if (objects === 'structural') return structuralKey;
  return (value, place) => {
    if (isUnhashable(value)) throw unhashable(place, value);
    return value;
  };
}

function namedParts(args: readonly unknown[], part: (value: unknown, place: string) => unknown): unknown[] {
  const last = args.at(-1);
  const isNamed = isUnhashable(last) && isPlainObject(last);
  const named = isNamed ? last : {};
  const positional = isNamed ? args.slice(0, -1) : args;
  const parts = positional.map((arg, i) => part(arg, `Argument ${i + 1}`));
  const names = Reflect.ownKeys(named).filter((name) =>
    Object.prototype.propertyIsEnumerable.call(named, name),
  );
  if (names.length > 0) parts.push(keywords);
  for (const name of names) parts.push(name, part(named[name], `Argument ${JSON.stringify(String(name))}`));
  return parts;
}
