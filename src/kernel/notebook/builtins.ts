/** Constructors and namespaces of the language that the kernel stands on. `Math`, `Date` and `console` may be replaced. */
const NAMES = (
  'Array ArrayBuffer BigInt Boolean Function Int32Array JSON Map Number Object Promise Proxy Reflect RegExp Set ' +
  'SharedArrayBuffer String Symbol Uint8Array WeakMap WeakRef WeakSet ' +
  'Error EvalError RangeError ReferenceError SyntaxError TypeError'
).split(' ');

/** A property as it was at the start. */
interface Part {
  readonly holder: object;
  readonly key: string | symbol;
  readonly descriptor: PropertyDescriptor;
  /** What a person calls it. */
  readonly name: string;
}

/**
 * The parts of the language that cells share with the kernel. What a cell has replaced or deleted is put back, so that
 * the next cell runs. What it added stays, except on `Object.prototype`, where everything would seem to have it.
 */
export class Builtins {
  private readonly parts: Part[] = [];
  private readonly objectKeys = Object.create(null) as Record<string | symbol, true>;
  // Taken before any cell runs: later on these may be replaced, too.
  private readonly define = Reflect.defineProperty;
  private readonly descriptorOf = Reflect.getOwnPropertyDescriptor;
  private readonly remove = Reflect.deleteProperty;
  private readonly keysOf = Reflect.ownKeys;
  private readonly objectPrototype = Object.prototype;

  constructor() {
    for (const name of NAMES) {
      this.keepPart(globalThis, name, name);
      const value = Reflect.get(globalThis, name) as object;
      this.keep(value, name);
      const prototype: unknown = Reflect.get(value, 'prototype');
      if (isObject(prototype)) this.keep(prototype, `${name}.prototype`);
    }
    for (const iterator of [[].values(), new Map().values(), new Set().values(), ''[Symbol.iterator]()]) {
      const prototype = Object.getPrototypeOf(iterator) as object;
      this.keep(prototype, 'Iterator.prototype');
      this.keep(Object.getPrototypeOf(prototype) as object, 'Iterator.prototype');
    }
    for (const key of Reflect.ownKeys(Object.prototype)) this.objectKeys[key] = true;
  }

  /** Puts back what has changed. Returns the names of what it was, separated by commas. */
  restore(): string {
    this.clearObjectPrototype();
    const { parts } = this;
    let restored = '';
    // By index, and joined by hand: an iterator or a method of arrays may be what is broken.
    // oxlint-disable-next-line typescript/prefer-for-of -- see above
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i];
      if (!part || isSame(this.descriptorOf(part.holder, part.key), part.descriptor)) continue;
      const { name } = part;
      if (this.define(part.holder, part.key, part.descriptor))
        restored += restored === '' ? name : `, ${name}`;
    }
    return restored;
  }

  private clearObjectPrototype(): void {
    const keys = this.keysOf(this.objectPrototype);
    // oxlint-disable-next-line typescript/prefer-for-of -- as in `restore`
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (key !== undefined && !this.objectKeys[key]) this.remove(this.objectPrototype, key);
    }
  }

  private keep(holder: object, name: string): void {
    for (const key of Reflect.ownKeys(holder)) this.keepPart(holder, key, `${name}${keyName(key)}`);
  }

  private keepPart(holder: object, key: string | symbol, name: string): void {
    const descriptor = Reflect.getOwnPropertyDescriptor(holder, key);
    if (descriptor && isCode(descriptor)) this.parts.push({ holder, key, name, descriptor });
  }
}

function keyName(key: string | symbol): string {
  return typeof key === 'string' ? `.${key}` : `[${key.description ?? ''}]`;
}

/** Settings, as `Error.stackTraceLimit`, are a cell's to change. */
function isCode(descriptor: PropertyDescriptor): boolean {
  return isObject(descriptor.value) || descriptor.get !== undefined;
}

function isSame(now: PropertyDescriptor | undefined, then: PropertyDescriptor): boolean {
  return now !== undefined && now.value === then.value && now.get === then.get && now.set === then.set;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
