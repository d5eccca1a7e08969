import { BACKSLASH, COMMA, DOT, isDigit, MINUS, QUOTE } from '../reading/bytes.ts';

const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const COLON = 58;

/** Deeper than any log, and far from the end of the stack. */
const DEEPEST = 200;

/** A field that is looked for: `user.id` is the field `id` of the object `user`. */
export class WantedField {
  /** Where its value stands, without quotes; `from` is -1 where the line does not have it. */
  from = -1;
  to = -1;
  isText = false;
  private readonly path: readonly Uint8Array[];

  constructor(name: string) {
    const encoder = new TextEncoder();
    this.path = [
      encoder.encode(name),
      ...(name.includes('.') ? name.split('.').map((part) => encoder.encode(part)) : []),
    ];
  }

  /** Whether its name at a depth is this one; a name with dots in it may also stand as it is. */
  isNamed(level: number, bytes: Uint8Array, from: number, to: number): 'whole' | 'part' | undefined {
    const { path } = this;
    if (level === 0 && isSame(path[0]!, bytes, from, to)) return 'whole';
    const part = path[level + 1];
    if (!part || !isSame(part, bytes, from, to)) return undefined;
    return level === path.length - 2 ? 'whole' : 'part';
  }
}

function isSame(name: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let at = 0; at < name.length; at++) if (name[at] !== bytes[from + at]) return false;
  return true;
}

/** Goes through one JSON object and finds fields in it; makes no object and no text. */
export class JsonWalk {
  private at = 0;
  private to = 0;
  private bytes: Uint8Array = new Uint8Array();
  /** How many names of its path lead to where the walk is, by wanted field. */
  private readonly levels: Int32Array;

  constructor(private readonly wanted: readonly WantedField[]) {
    this.levels = new Int32Array(wanted.length);
  }

  /** Whether the bytes are one whole object and nothing else. */
  isObject(bytes: Uint8Array, from: number, to: number): boolean {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
    this.levels.fill(0);
    for (const field of this.wanted) field.from = -1;
    this.blanks();
    if (bytes[this.at] !== OPEN_OBJECT || !this.value(0)) return false;
    this.blanks();
    return this.at === to;
  }

  private blanks(): void {
    const { bytes, to } = this;
    while (this.at < to && (bytes[this.at] === 32 || (bytes[this.at]! >= 9 && bytes[this.at]! <= 13)))
      this.at++;
  }

  private value(depth: number): boolean {
    if (this.at >= this.to || depth > DEEPEST) return false;
    const byte = this.bytes[this.at]!;
    if (byte === OPEN_OBJECT) return this.list(depth, CLOSE_OBJECT);
    if (byte === OPEN_ARRAY) return this.list(depth, CLOSE_ARRAY);
    if (byte === QUOTE) return this.text();
    if (byte === MINUS || isDigit(byte)) return this.number();
    return this.word('true') || this.word('false') || this.word('null');
  }

  private list(depth: number, close: number): boolean {
    this.at++;
    this.blanks();
    if (this.is(close)) return this.step();
    for (;;) {
      this.blanks();
      if (!(close === CLOSE_OBJECT ? this.member(depth) : this.element(depth))) return false;
      this.blanks();
      if (this.is(close)) return this.step();
      if (!this.is(COMMA)) return false;
      this.at++;
    }
  }

  /** Inside of an array no field is found: which of its elements would it be? */
  private element(depth: number): boolean {
    const levels = this.levels.slice();
    this.levels.fill(-1);
    const isRight = this.value(depth + 1);
    this.levels.set(levels);
    return isRight;
  }

  private member(depth: number): boolean {
    const nameAt = this.at + 1;
    if (!this.is(QUOTE) || !this.text()) return false;
    const nameEnd = this.at - 1;
    this.blanks();
    if (!this.is(COLON)) return false;
    this.at++;
    this.blanks();
    const start = this.at;
    const [whole, part] = this.named(depth, nameAt, nameEnd);
    if (part !== 0) this.enter(part, depth + 1);
    if (!this.value(depth + 1)) return false;
    if (part !== 0) this.enter(part, depth);
    if (whole !== 0) this.mark(whole, start);
    return true;
  }

  /** Which of the wanted fields have this name as the last of their path, and which as one before; a bit each. */
  private named(depth: number, from: number, to: number): readonly [whole: number, part: number] {
    let [whole, part] = [0, 0];
    for (let place = 0; place < this.wanted.length; place++) {
      if (this.levels[place] !== depth) continue;
      const named = this.wanted[place]!.isNamed(depth, this.bytes, from, to);
      if (named === 'whole') whole |= 1 << place;
      if (named === 'part') part |= 1 << place;
    }
    return [whole, part];
  }

  private enter(fields: number, level: number): void {
    for (let place = 0; place < this.wanted.length; place++)
      if (fields & (1 << place)) this.levels[place] = level;
  }

  private mark(fields: number, start: number): void {
    for (let place = 0; place < this.wanted.length; place++) {
      if (!(fields & (1 << place))) continue;
      const field = this.wanted[place]!;
      field.isText = this.bytes[start] === QUOTE;
      field.from = field.isText ? start + 1 : start;
      field.to = field.isText ? this.at - 1 : this.at;
    }
  }

  private text(): boolean {
    const { bytes, to } = this;
    let at = this.at + 1;
    while (at < to && bytes[at] !== QUOTE) {
      if (bytes[at]! < 32) return false;
      if (bytes[at] === BACKSLASH) {
        const length = escapeLength(bytes, at, to);
        if (length === 0) return false;
        at += length;
      } else at++;
    }
    if (at >= to) return false;
    this.at = at + 1;
    return true;
  }

  private number(): boolean {
    if (this.is(MINUS)) this.at++;
    if (this.is(48)) this.at++;
    else if (!this.digits()) return false;
    if (this.is(DOT) && (this.step(), !this.digits())) return false;
    if (!this.is(101) && !this.is(69)) return true;
    this.at++;
    if (this.is(43) || this.is(MINUS)) this.at++;
    return this.digits();
  }

  private digits(): boolean {
    const start = this.at;
    while (this.at < this.to && isDigit(this.bytes[this.at])) this.at++;
    return this.at > start;
  }

  private word(word: string): boolean {
    if (this.at + word.length > this.to) return false;
    for (let at = 0; at < word.length; at++)
      if (this.bytes[this.at + at] !== word.charCodeAt(at)) return false;
    this.at += word.length;
    return true;
  }

  private is(byte: number): boolean {
    return this.at < this.to && this.bytes[this.at] === byte;
  }

  private step(): boolean {
    this.at++;
    return true;
  }
}

/** How many bytes an escape in a JSON text has; 0 where it is none. */
function escapeLength(bytes: Uint8Array, at: number, to: number): number {
  if (at + 1 >= to) return 0;
  const byte = bytes[at + 1]!;
  if (byte !== 117) return ESCAPES.includes(byte) ? 2 : 0;
  return at + 6 <= to && !Number.isNaN(hexNumber(bytes, at + 2, at + 6)) ? 6 : 0;
}

/** `"`, `\`, `/`, b, f, n, r and t, which may stand after a backslash. */
const ESCAPES = [34, 92, 47, 98, 102, 110, 114, 116];

/** A number in hexadecimal digits; NaN where there is anything else. */
export function hexNumber(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    const digit = isDigit(byte) ? byte - 48 : (byte | 32) - 87;
    if (!isDigit(byte) && (digit < 10 || digit > 15)) return NaN;
    value = value * 16 + digit;
  }
  return value;
}
