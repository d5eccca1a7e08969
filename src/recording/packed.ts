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
  return column instanceof Uint8Array ? ones(column.slice()) : asIs(column.slice());
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
      if (into[at] !== value) return asIs(Float64Array.from(array, (each) => Number(each ?? 0)));
    }
  }
  return packWhole(into);
}

/** What a word has where one of its bytes is above 15. */
const LARGE_BYTES = 0xf0f0f0f0 | 0;

/**
 * Keeps words of which every byte is below 16, two in one: small counters, four in a word. `undefined` where they are not.
 */
export function packHalves(words: Int32Array): Packed | undefined {
  if ((bitsOf(words) & LARGE_BYTES) !== 0) return undefined;
  const half = Math.ceil(words.length / 2);
  const pairs = words.slice(0, half);
  for (let at = half; at < words.length; at++) pairs[at - half]! |= words[at]! << 4;
  return unpackedBy(pairs.byteLength, words.length, (into) => {
    for (let at = 0; at < half; at++) into[at] = pairs[at]! & ~LARGE_BYTES;
    for (let at = half; at < into.length; at++) into[at] = (pairs[at - half]! >>> 4) & ~LARGE_BYTES;
  });
}

function packWhole(values: Int32Array): Packed {
  const bits = bitsOf(values);
  if (bits >>> 8 === 0) return ones(new Uint8Array(values));
  return bits >>> 24 === 0 ? threes(values) : asIs(values.slice());
}

/** The bits that some of these words have. */
function bitsOf(words: Int32Array): number {
  let bits = 0;
  for (const word of words) bits |= word;
  return bits;
}

const asIs = (values: Int32Array | Float64Array): Packed => ({
  bytes: values.byteLength,
  unpacked: () => values,
});

/** Numbers of one byte. */
const ones = (values: Uint8Array): Packed =>
  unpackedBy(values.length, values.length, (into) => into.set(values));

/** Numbers of three bytes: slots and keys of most caches are no larger. */
function threes(values: Int32Array): Packed {
  const low = new Uint16Array(values);
  const high = new Uint8Array(values.length);
  for (let at = 0; at < high.length; at++) high[at] = values[at]! >>> 16;
  return unpackedBy(3 * low.length, low.length, (into) => {
    for (let at = 0; at < low.length; at++) into[at] = low[at]! | (high[at]! << 16);
  });
}

function unpackedBy(bytes: number, length: number, fill: (into: Int32Array) => void): Packed {
  const unpacked = (): Int32Array => {
    const into = roomFor(length);
    fill(into);
    return into;
  };
  return { bytes, unpacked };
}

/** Where numbers are for a moment only: new memory for each would be a collector's load. */
let room = new Int32Array(0);

function roomFor(length: number): Int32Array {
  if (room.length < length) room = new Int32Array(length);
  return room.subarray(0, length);
}
