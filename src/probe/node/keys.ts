import type * as crypto from 'node:crypto';
import { createRequire } from 'node:module';
import { types } from 'node:util';

/** A text is cut here. */
const LONGEST = 64;

/** So many hashes are remembered. */
const MOST_HASHES = 10_000;

/** Describes keys: numbers as they are, everything else as a text. Nothing of the program runs for it. */
export type DescribeKey = (key: unknown) => number | string;

export function describer(asHashes: boolean, salt: string): DescribeKey {
  return asHashes ? hashed(salt) : describeKey;
}

function describeKey(key: unknown): number | string {
  switch (typeof key) {
    case 'number':
      return Number.isFinite(key) ? key : String(key);
    case 'string':
      return textOf(key);
    case 'bigint':
      return cut(`${key}n`);
    case 'symbol':
      return `<symbol ${identityOf(key)}>`;
    case 'object':
      return key === null ? 'null' : `<${typeName(key)} ${identityOf(key)}>`;
    case 'function':
      return `<function ${identityOf(key)}>`;
    case 'boolean':
    case 'undefined':
      return String(key);
  }
}

const ESCAPED = /['\\\u0000-\u001f\u2028\u2029\ud800-\udfff]/;

/** Quoted, so that '1' is not 1. A long one is told by how it begins, its length and its hash. */
function textOf(text: string): string {
  if (text.length > LONGEST) return `${quoted(text.slice(0, LONGEST))}… (${text.length}, ${hash(text)})`;
  return quoted(text);
}

function quoted(text: string): string {
  if (!ESCAPED.test(text)) return `'${text}'`;
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length}, ${hash(text)})` : text;
}

let identities = 0;
const known = new WeakMap<WeakKey, number>();
/** Node 20 holds symbols of a program's own weakly, those of all programs it does not. */
const knownSymbols = new Map<symbol, number>();

function identityOf(key: WeakKey | symbol): number {
  const isShared = typeof key === 'symbol' && Symbol.keyFor(key) !== undefined;
  const places = (isShared ? knownSymbols : known) as WeakMap<WeakKey, number>;
  const found = places.get(key as WeakKey);
  if (found !== undefined) return found;
  places.set(key as WeakKey, ++identities);
  return identities;
}

/** The name of an object's class, without asking the object: a proxy is not looked into, an accessor not called. */
function typeName(key: object): string {
  if (types.isProxy(key)) return 'Proxy';
  if (Array.isArray(key)) return 'Array';
  const prototype: unknown = Object.getPrototypeOf(key);
  if (typeof prototype !== 'object' || prototype === null || types.isProxy(prototype)) return 'Object';
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return nameOf(made) ?? 'Object';
}

/** What a function is called, where that is a plain text. */
export function nameOf(made: unknown): string | undefined {
  if (typeof made !== 'function') return undefined;
  // Of a proxy of ours the name is its target's; one of the program's own may run code.
  if (types.isProxy(made) && !ours.has(made)) return undefined;
  const name: unknown = Object.getOwnPropertyDescriptor(made, 'name')?.value;
  return typeof name === 'string' && name !== '' ? name.slice(0, LONGEST) : undefined;
}

/** Proxies that the probe has put in the place of classes and functions: these may be asked. */
export const ours = new WeakSet();

/** Loaded when it is first needed: it takes longer than all the rest of the probe. */
let loaded: typeof crypto | undefined;

function hash(text: string): string {
  loaded ??= createRequire(process.execPath)('node:crypto') as typeof crypto;
  return loaded.createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The same key is the same hash in all processes of a run, and in no other run. */
function hashed(salt: string): DescribeKey {
  const hashes = new Map<number | string, string>();
  return (key) => {
    const described = describeKey(key);
    const found = hashes.get(described);
    if (found !== undefined) return found;
    const made = hash(`${salt} ${typeof described} ${described}`);
    if (hashes.size >= MOST_HASHES) hashes.clear();
    hashes.set(described, made);
    return made;
  };
}
