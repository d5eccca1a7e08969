import * as l10n from '@vscode/l10n';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { structureOf } from '../engine/structural.ts';

/** The longest text that is kept as the key of a copy. A longer one is kept as its digest. */
const LONGEST = 200;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** How many of the 6-bit letters of a digest make a key: 132 bits, so that no two will ever be the same. */
const LETTERS = 22;

/** The arguments of a call as a key, the same in every process. */
export class SharedKey {
  private made: string | undefined;

  constructor(
    /** The arguments as text. */
    private readonly text: string,
    private readonly prefix: string,
  ) {}

  /** What its copy in this process is found by. */
  get near(): string {
    return this.text.length <= LONGEST ? this.text : this.remote;
  }

  /** The key of its entry in the server. The braces keep an entry and its lease together in a cluster. */
  get remote(): string {
    this.made ??= `${this.prefix}{${digestOf(this.text)}}`;
    return this.made;
  }

  get lease(): string {
    return `${this.remote}${LEASE}`;
  }
}

/** What the key of a lease ends with. */
export const LEASE = ':lock';

/** What all keys of a function begin with in the server. */
export const prefixOf = (name: string, version: string): string => `${name}:v${version}:`;

/** The arguments of a call as text. Throws a `TypeError` that names what is not the same in every process. */
export function textOfArguments(args: readonly unknown[], name: string): string {
  if (args.length === 1) return textOf(args[0], () => `Argument 1 of ${name}`);
  return args.map((arg, at) => textOf(arg, () => `Argument ${at + 1} of ${name}`)).join();
}

/** What a key function has returned, as text. No arguments have such a text. */
export const textOfKey = (key: unknown, name: string): string =>
  `key ${textOf(key, () => `The result of the key function of ${name}`)}`;

function textOf(value: unknown, place: () => string): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return String(value);
  try {
    return structureOf(value, (part) => {
      throw new TypeError(refusal(place(), value, part));
    });
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith(place())) throw error;
    throw new TypeError(`${place()} cannot be read as data: ${messageOf(error)}`, { cause: error });
  }
}

function refusal(place: string, whole: unknown, part: object | symbol): string {
  const verb = whole === part ? 'is' : 'contains';
  return `${place} ${verb} ${kindOf(part)}, which is not the same in every process. Pass data instead (texts, numbers, plain objects, arrays, Map, Set, Date), or give a key function.`;
}

/** Names a value in a message: short, and never throwing. */
export function kindOf(value: object | symbol): string {
  if (typeof value === 'symbol') return l10n.t('a symbol');
  if (typeof value === 'function') return l10n.t('a function');
  try {
    const { constructor } = value;
    const name = typeof constructor === 'function' ? constructor.name : '';
    return name === '' ? l10n.t('an object of a class') : l10n.t('an instance of {0}', name);
  } catch {
    return l10n.t('an object that cannot be read');
  }
}

/** The text of an error, whatever was thrown. */
export function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return l10n.t('an error that cannot be read');
  }
}

function digestOf(text: string): string {
  const bytes = sha256(utf8ToBytes(text));
  let letters = '';
  for (let at = 0; letters.length < LETTERS; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (const shift of [18, 12, 6, 0]) letters += ALPHABET.charAt((three >> shift) & 63);
  }
  return letters.slice(0, LETTERS);
}
