/** The ways out that every refusal names. */
const waysOut = "Pass objects: 'structural' or 'identity', or a key function.";

/**
 * Whether a value has no fixed identity as a key: an array, plain object, Map, Set, Date or typed array, of this
 * realm or another. Two equal ones are two objects, so a cache that compared them by identity would never hit.
 */
export function isUnhashable(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  try {
    if (Array.isArray(value) || ArrayBuffer.isView(value) || isPlainObject(value)) return true;
    return ['Map', 'Set', 'Date'].includes(tagOf(value));
  } catch {
    return false; // A proxy that does not let itself be asked is nothing but itself.
  }
}

/** Whether a value is an object written as a literal (or without a prototype), of this realm or another. */
export function isPlainObject(value: object): value is Record<PropertyKey, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'hasOwnProperty');
}

/** The error for a value that cannot be a key. `place` says where it stood, for example `Argument 2`. */
export function unhashable(place: string, value: object): TypeError {
  return new TypeError(`${place} is ${kindOf(value)}, which cannot be a cache key. ${waysOut}`);
}

function kindOf(value: object): string {
  if (Array.isArray(value)) return 'an array';
  if (isPlainObject(value)) return 'a plain object';
  return `a ${tagOf(value)}`;
}

/** The name of a kind of objects that the language has. */
function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
