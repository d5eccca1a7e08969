const identities = new WeakMap<object, number>();
const two21 = 0x200000;
let count = 0;

/**
 * A number for a key, the same for equal keys. Safe integers are their own fingerprint; texts are hashed to 53 bits,
 * so two of them share one about as seldom as a billion keys would; objects and functions are numbered.
 */
export function fingerprint(key: unknown): number {
  if (typeof key === 'number' && Number.isSafeInteger(key)) return key;
  if (typeof key === 'string') return hash(key, 1);
  if ((typeof key === 'object' && key !== null) || typeof key === 'function')
    return hash(String(identity(key)), 2);
  return hash(`${typeof key} ${String(key)}`, 3);
}

/** A number for a list of keys. */
export function fingerprintOfList(parts: readonly unknown[]): number {
  return parts.length === 1 ? fingerprint(parts[0]) : hash(parts.map(fingerprint).join(), 4);
}

function identity(key: object): number {
  let id = identities.get(key);
  if (id === undefined) identities.set(key, (id = ++count));
  return id;
}

/** The fingerprint of a text that has the same letters in ASCII. */
export function fingerprintOfAscii(bytes: Uint8Array, from: number, to: number): number {
  let high = highStart(1);
  let low = lowStart(1);
  for (let at = from; at < to; at++) {
    high = highRound(high, bytes[at]!);
    low = lowRound(low, bytes[at]!);
  }
  return joined(high, low);
}

/** Two rounds of FNV-1a over the same text, different by their seed, joined to 53 bits. */
function hash(text: string, seed: number): number {
  let high = highStart(seed);
  let low = lowStart(seed);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = highRound(high, unit);
    low = lowRound(low, unit);
  }
  return joined(high, low);
}

const highStart = (seed: number): number => Math.imul(0x811c9dc5 ^ seed, 0x01000193);
const lowStart = (seed: number): number => Math.imul(0x9e3779b9 ^ seed, 0x85ebca6b);
const highRound = (high: number, unit: number): number => Math.imul(high ^ unit, 0x01000193);

function lowRound(low: number, unit: number): number {
  const mixed = Math.imul(low ^ unit, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

const joined = (high: number, low: number): number => (high >>> 0) * two21 + (low >>> 11);
