/**
 * What Python's `marshal` writes in version 2, which is the same in each Python that is watched: no references, no code.
 * Of its types those are read that a message can have.
 *
 * The bytes come from a program that may write anything, so no count is believed before there are as many bytes, and
 * nothing is nested deeper than a message ever is.
 */

/** Deeper than any message. */
const MAX_DEPTH = 32;

/** Of 15 bits each. No number of a message has more than 64 bits. */
const MAX_DIGITS = 80;

export class BrokenMarshal extends Error {
  override readonly name = 'BrokenMarshal';
}

/** None is null, a tuple is a list, a dict of texts is an object; an int that no number holds exactly is a bigint. */
export function readMarshal(bytes: Uint8Array): unknown {
  const reader = new Reader(bytes);
  const value = reader.value(0);
  if (!reader.isAtEnd) throw new BrokenMarshal('There are more bytes than one value has.');
  return value;
}

const code = (type: string): number => type.charCodeAt(0);

/** What ends a dict. */
const END = code('0');
const NONE = code('N');
const TRUE = code('T');
const FALSE = code('F');
const INT = code('i');
const LONG = code('l');
const FLOAT = code('g');
const BYTES = code('s');
const TEXT = code('u');
const TUPLE = code('(');
const LIST = code('[');
const DICT = code('{');

class Reader {
  private readonly view: DataView;
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new BrokenMarshal('It is nested too deeply.');
    const type = this.view.getUint8(this.take(1));
    switch (type) {
      case NONE:
        return null;
      case TRUE:
        return true;
      case FALSE:
        return false;
      case INT:
        return this.int();
      case LONG:
        return this.long();
      case FLOAT:
        return this.view.getFloat64(this.take(8), true);
      case BYTES:
        return Uint8Array.from(this.stretch());
      case TEXT:
        return textOf(this.stretch());
      case TUPLE:
      case LIST:
        return this.list(depth + 1);
      case DICT:
        return this.dict(depth + 1);
      default:
        throw new BrokenMarshal(`There is no type ${type} in a message.`);
    }
  }

  /** Where the next bytes begin, which are there. */
  private take(count: number): number {
    const start = this.at;
    if (count < 0 || count > this.bytes.length - start) throw new BrokenMarshal('It ends too early.');
    this.at += count;
    return start;
  }

  private int(): number {
    return this.view.getInt32(this.take(4), true);
  }

  /** The count of digits has the number's sign; the lowest digit is the first. */
  private long(): number | bigint {
    const signed = this.int();
    const count = Math.abs(signed);
    if (count > MAX_DIGITS) throw new BrokenMarshal('A number is too long.');
    const start = this.take(count * 2);
    let value = 0n;
    for (let digit = count - 1; digit >= 0; digit--)
      value = (value << 15n) | BigInt(this.view.getUint16(start + digit * 2, true) & 0x7fff);
    if (signed < 0) value = -value;
    const near = Number(value);
    return Number.isSafeInteger(near) ? near : value;
  }

  private stretch(): Uint8Array {
    const length = this.int();
    const start = this.take(length);
    return this.bytes.subarray(start, start + length);
  }

  /** Grows as members are read, each of which takes a byte at least. */
  private list(depth: number): unknown[] {
    const count = this.int();
    if (count < 0) throw new BrokenMarshal('A count is negative.');
    const list: unknown[] = [];
    for (let place = 0; place < count; place++) list.push(this.value(depth));
    return list;
  }

  private dict(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    while (this.bytes[this.at] !== END) {
      const key = this.value(depth);
      if (typeof key !== 'string') throw new BrokenMarshal('A key is no text.');
      entries.push([key, this.value(depth)]);
    }
    this.take(1);
    return Object.fromEntries(entries);
  }
}

/**
 * UTF-8 in which, as Python's texts may have them, halves of surrogate pairs stand alone (`surrogatepass`). A decoder of
 * the platform refuses those, and is slower for texts as short as keys are.
 */
function textOf(bytes: Uint8Array): string {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at++] ?? 0;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      continue;
    }
    const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first < 0xc2 || first > 0xf4) throw new BrokenMarshal('A text is no UTF-8.');
    let point = first & (0x3f >> more);
    for (let place = 0; place < more; place++) {
      const next = bytes[at++];
      if (next === undefined || (next & 0xc0) !== 0x80) throw new BrokenMarshal('A text is no UTF-8.');
      point = (point << 6) | (next & 0x3f);
    }
    if (point > 0x10ffff) throw new BrokenMarshal('A text is no UTF-8.');
    text += String.fromCodePoint(point);
  }
  return text;
}
