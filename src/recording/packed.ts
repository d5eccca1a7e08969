/** Columns of numbers as state has them. */
export type Column = Int32Array | Uint8Array | Float64Array;

/** A plain array of numbers, or of yes and no; where there is nothing, it is 0. */
export type Numbers = (number | boolean | undefined)[];

/** Numbers that are kept in as few bytes as they need. */
export interface Packed {
  readonly bytes: number;
  /** The numbers. Good until others are packed or unpacked. */
  unpacked(): Int32Array | Float64Array;
}

/** Keeps a column. */
export function pack(column: Column): Packed {
  if (column instanceof Int32Array) return packWhole(column);
  if (column instanceof Uint8Array) return new Bytes(column.slice());
  return new Doubles(column.slice());
}

/** Keeps an array. */
export function packNumbers(array: Numbers): Packed {
  const into = roomFor(array.length);
  for (let at = 0; at < into.length; at++) {
    const value = array[at];
    if (typeof value !== 'number') into[at] = value === true ? 1 : 0;
    else {
      into[at] = value;
      // Where one is no whole number, or too large, all are kept as they are.
      if (into[at] !== value) return new Doubles(Float64Array.from(array, (each) => Number(each ?? 0)));
    }
  }
  return packWhole(into);
}

function packWhole(values: Int32Array): Packed {
  let bits = 0;
  for (const value of values) bits |= value;
  if (bits >>> 8 === 0) return new Bytes(Uint8Array.from(values));
  return bits >>> 24 === 0 ? new Threes(values) : new Whole(values.slice());
}

/** Where numbers are for a moment only: new memory for each would be a collector's load. */
let room = new Int32Array(0);

function roomFor(length: number): Int32Array {
  if (room.length < length) room = new Int32Array(length);
  return room.subarray(0, length);
}

class Doubles implements Packed {
  constructor(private readonly values: Float64Array) {}

  get bytes(): number {
    return this.values.byteLength;
  }

  unpacked(): Float64Array {
    return this.values;
  }
}

class Whole implements Packed {
  constructor(private readonly values: Int32Array) {}

  get bytes(): number {
    return this.values.byteLength;
  }

  unpacked(): Int32Array {
    return this.values;
  }
}

class Bytes implements Packed {
  constructor(private readonly values: Uint8Array) {}

  get bytes(): number {
    return this.values.byteLength;
  }

  unpacked(): Int32Array {
    const into = roomFor(this.values.length);
    into.set(this.values);
    return into;
  }
}

/** Numbers of three bytes: slots and keys of most caches are no larger. */
class Threes implements Packed {
  private readonly low: Uint16Array;
  private readonly high: Uint8Array;

  constructor(values: Int32Array) {
    const { length } = values;
    this.low = new Uint16Array(length);
    this.high = new Uint8Array(length);
    for (let at = 0; at < length; at++) {
      const value = values[at]!;
      this.low[at] = value;
      this.high[at] = value >>> 16;
    }
  }

  get bytes(): number {
    return 3 * this.low.length;
  }

  unpacked(): Int32Array {
    const { low, high } = this;
    const into = roomFor(low.length);
    for (let at = 0; at < low.length; at++) into[at] = low[at]! | (high[at]! << 16);
    return into;
  }
}

/** What a word has where one of its bytes is above 15. */
const LARGE_BYTES = 0xf0f0f0f0 | 0;

/** Keeps words of which every byte is below 16: small counters, four in a word. `undefined` where they are not. */
export function packHalves(words: Int32Array): Packed | undefined {
  let bits = 0;
  for (const word of words) bits |= word;
  return (bits & LARGE_BYTES) === 0 ? new Halves(words) : undefined;
}

/** Two words in one. */
class Halves implements Packed {
  private readonly length: number;
  private readonly pairs: Int32Array;

  constructor(words: Int32Array) {
    this.length = words.length;
    this.pairs = words.slice(0, Math.ceil(words.length / 2));
    for (let at = 0, next = this.pairs.length; next < words.length; at++, next++)
      this.pairs[at]! |= words[next]! << 4;
  }

  get bytes(): number {
    return this.pairs.byteLength;
  }

  unpacked(): Int32Array {
    const { pairs, length } = this;
    const into = roomFor(length);
    for (let at = 0; at < pairs.length; at++) into[at] = pairs[at]! & ~LARGE_BYTES;
    for (let at = 0, next = pairs.length; next < length; at++, next++)
      into[next] = (pairs[at]! >>> 4) & ~LARGE_BYTES;
    return into;
  }
}
