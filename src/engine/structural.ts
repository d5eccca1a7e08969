import { isPlainObject, isUnhashable } from './hashable.ts';

const identities = new WeakMap<object, number>();
const symbols = new Map<symbol, number>();
let count = 0;

function identity(value: object | symbol): number {
  const ids: { get(key: unknown): number | undefined; set(key: unknown, id: number): unknown } =
    typeof value === 'symbol' ? symbols : identities;
  let id = ids.get(value);
  if (id === undefined) ids.set(value, (id = ++count));
  return id;
}

/**
 * A value as a key by its content: arrays, plain objects, Map, Set, Date and typed arrays become a text that equal
 * ones share, everything else stays itself. The order of properties, of Map entries and of Set members does not
 * count. Throws a `TypeError` on an object that contains itself.
 */
export function structuralKey(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('\0') ? `\0${value}` : value;
  return isUnhashable(value) ? `\0${structureOf(value, (part) => `#${identity(part)}`)}` : value;
}

/**
 * A value as text by its content. What has an identity instead (symbols, functions, instances of classes) is named by
 * `nameOf`, which may throw.
 */
export function structureOf(value: unknown, nameOf: (value: object | symbol) => string): string {
  return write(value, [], nameOf);
}

function write(
  value: unknown,
  parents: readonly object[],
  nameOf: (value: object | symbol) => string,
): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value.toString()}n`;
  if (isUnhashable(value)) return writeObject(value, parents, nameOf);
  if (typeof value === 'symbol' || typeof value === 'function') return nameOf(value);
  return typeof value === 'object' && value !== null ? nameOf(value) : String(value);
}

function writeObject(
  value: object,
  parents: readonly object[],
  nameOf: (value: object | symbol) => string,
): string {
  if (parents.includes(value))
    throw new TypeError('An object that contains itself cannot be a structural key.');
  const inner = (part: unknown): string => write(part, [...parents, value], nameOf);
  if (Array.isArray(value))
    return `[${Array.from(value, (part, i) => (i in value ? inner(part) : 'hole')).join()}]`;
  if (isPlainObject(value)) return `{${entries(value, inner).sort().join()}}`;
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  return `${kind}(${contents(value, inner).join()})`;
}

function entries(value: Record<PropertyKey, unknown>, inner: (part: unknown) => string): string[] {
  return Reflect.ownKeys(value)
    .filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))
    .map((key) => `${inner(key)}:${inner(value[key])}`);
}

function contents(value: object, inner: (part: unknown) => string): string[] {
  const kind = Object.prototype.toString.call(value);
  if (kind === '[object Date]') return [String(Number(value))];
  if (kind === '[object Set]') return [...(value as Set<unknown>)].map(inner).sort();
  if (kind === '[object Map]') {
    return [...(value as Map<unknown, unknown>)].map(([key, part]) => `${inner(key)}:${inner(part)}`).sort();
  }
  if (kind === '[object DataView]') {
    const view = value as DataView;
    return [...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)].map(String);
  }
  return [...(value as Iterable<unknown>)].map(inner);
}
