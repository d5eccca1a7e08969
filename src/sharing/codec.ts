import * as l10n from '@vscode/l10n';
import { parse, stringify } from 'devalue';
import { kindOf, messageOf } from './keys.ts';
import type { Codec } from './types.ts';

/** What a text begins with that is more than JSON. No JSON does. */
const MORE = '~';

const MB = 2 ** 20;

/** The most characters of a value: what is longer keeps the server, and all who use it, waiting. */
const LONGEST = 64 * MB;

/**
 * Writes values as JSON where that gives back what was written, otherwise as devalue does, which has `undefined`, bigint,
 * Date, Map, Set, RegExp, typed arrays and objects that meet themselves. Refuses all else by name.
 */
export const valueCodec: Codec = {
  id: 'c1',
  encode(value) {
    const text = textOf(value);
    if (text.length > LONGEST)
      throw new RangeError(
        l10n.t(
          'It is {0} MB as text, and at most {1} MB are shared.',
          Math.ceil(text.length / MB),
          LONGEST / MB,
        ),
      );
    return text;
  },
  decode(text) {
    return text.startsWith(MORE)
      ? (parse(text.slice(MORE.length), revivers) as unknown)
      : (JSON.parse(text) as unknown);
  },
};

function textOf(value: unknown): string {
  const survey = new Survey();
  try {
    survey.visit(value);
    if (survey.refused !== undefined) throw new TypeError(survey.refused);
    return survey.isJson ? JSON.stringify(value) : `${MORE}${written(value)}`;
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(beyond(error), { cause: error }) : error;
  }
}

/** What lies beyond the runtime: its stack, or its longest text. */
function beyond({ message }: RangeError): string {
  return /call stack/i.test(message)
    ? l10n.t('Its parts lie too deep in one another.')
    : l10n.t('It is longer than a text can be, and at most {0} MB are shared.', LONGEST / MB);
}

/** A Buffer is a Uint8Array to everybody but those who call its methods. */
interface BufferLike extends Uint8Array {
  toString(encoding?: string): string;
}
interface BufferClass {
  from(text: string, encoding: string): BufferLike;
  isBuffer(value: unknown): value is BufferLike;
}
const bufferClass = (globalThis as { readonly Buffer?: BufferClass }).Buffer;

const reducers = {
  Buffer: (value: unknown) => bufferClass?.isBuffer(value) === true && [value.toString('base64')],
};
const revivers = {
  Buffer: ([text]: [string]) => {
    if (bufferClass === undefined) throw new TypeError('There is no Buffer here.');
    return bufferClass.from(text, 'base64');
  },
};

function written(value: unknown): string {
  try {
    return stringify(value, reducers);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new TypeError(messageOf(error), { cause: error });
  }
}

const typedArrays = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  ArrayBuffer,
];

/** Kinds of objects that devalue gives back as they were. Of what has members of its own beside, they would be lost. */
const kept = new Set<unknown>(
  [Map, Set, Date, RegExp, ...typedArrays].map(({ prototype }) => prototype as unknown),
);

/** Looks through a value, once, for what would not come back. */
class Survey {
  isJson = true;
  /** Why it is refused: the first thing found. */
  refused: string | undefined;
  private readonly seen = new Set<object>();
  private readonly path: string[] = [];

  visit(value: unknown): void {
    if (this.refused !== undefined) return;
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return;
    if (typeof value === 'number') {
      if (!Number.isFinite(value) || Object.is(value, -0)) this.isJson = false;
    } else if (value === undefined || typeof value === 'bigint') this.isJson = false;
    else this.visitObject(value);
  }

  private visitObject(value: object | symbol): void {
    if (typeof value !== 'object') {
      this.refuse(value);
      return;
    }
    if (this.seen.has(value)) {
      this.isJson = false; // JSON would make two of it.
      return;
    }
    this.seen.add(value);
    const prototype = Object.getPrototypeOf(value) as unknown;
    if (Array.isArray(value) && prototype === Array.prototype) this.visitArray(value);
    else if (prototype === Object.prototype || prototype === null) this.visitPlain(value, prototype === null);
    else this.visitKept(value, prototype);
  }

  private visitArray(value: readonly unknown[]): void {
    const names = Reflect.ownKeys(value);
    if (names.length !== value.length + 1) {
      this.isJson = false; // It has holes.
      const isPlace = (name: PropertyKey): boolean => name === 'length' || String(Number(name)) === name;
      const other = names.find((name) => !isPlace(name));
      if (other !== undefined) this.refuseMember(other);
    }
    for (let at = 0; at < value.length; at++) if (at in value) this.step(String(at), value[at]);
  }

  private visitPlain(value: object, hasNoPrototype: boolean): void {
    if (hasNoPrototype) this.isJson = false;
    for (const name of Reflect.ownKeys(value)) {
      if (typeof name === 'symbol' || !Object.prototype.propertyIsEnumerable.call(value, name))
        this.refuseMember(name);
      else this.step(name, (value as Record<string, unknown>)[name]);
    }
  }

  private visitKept(value: object, prototype: unknown): void {
    this.isJson = false;
    if (bufferClass?.isBuffer(value) === true) return;
    if (!kept.has(prototype)) this.refuse(value);
    else if (value instanceof Map) for (const [key, part] of value) this.steps('Map', [key, part]);
    else if (value instanceof Set) this.steps('Set', [...(value as Set<unknown>)]);
    else if (value instanceof RegExp && value.lastIndex !== 0) this.refuseMember('lastIndex');
    if (ArrayBuffer.isView(value)) return; // Its places are its own members.
    const other = Reflect.ownKeys(value).find((name) => !(value instanceof RegExp && name === 'lastIndex'));
    if (other !== undefined) this.refuseMember(other);
  }

  private steps(name: string, parts: readonly unknown[]): void {
    for (const part of parts) this.step(name, part);
  }

  private step(name: string, value: unknown): void {
    this.path.push(name);
    this.visit(value);
    this.path.pop();
  }

  private refuse(value: object | symbol): void {
    const { path } = this;
    this.refused ??=
      path.length === 0
        ? l10n.t('It is {0}, which another process would not get as it is.', kindOf(value))
        : l10n.t(
            'Its part {0} is {1}, which another process would not get as it is.',
            path.join('.'),
            kindOf(value),
          );
  }

  private refuseMember(name: PropertyKey): void {
    const { path } = this;
    this.refused ??=
      path.length === 0
        ? l10n.t('It has a member {0} that would be lost.', String(name))
        : l10n.t('Its part {0} has a member {1} that would be lost.', path.join('.'), String(name));
  }
}
