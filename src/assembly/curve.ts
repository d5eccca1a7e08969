import { AHEAD, lookAhead } from './ahead';

/**
 * How many different keys were asked for since the last request for the same one, as `StackDistances` of the engine
 * counts it, for many requests at once.
 *
 * Time is a row of bits, a 1 where a key was asked for last. Ones before a position are counted in four steps: those of
 * its word of 64 bits; of the words before, 64 of which are a group, from a byte for each; of the groups before, 64 of
 * which are a range, from 16 bits for each; of the ranges before, from their sum. A step reads all 64 numbers of its
 * unit with a few instructions, those behind the position masked out, so that nothing has to be guessed ahead.
 *
 * A unit gets its full number when it is written to its end, and one less for every bit that is cleared, also before:
 * nobody asks for the number of the unit that is being written, for no position lies behind it.
 */

/** 128 bytes of ones and then 128 of zeros: from so many bytes before the middle a mask for so many bytes begins. */
const MASKS = memory.data(256, 16);
const MIDDLE = MASKS + 128;
memory.fill(MASKS, 0xff, 128);

/** By key, the position of its last request plus 1; 0 where there was none. */
let last: usize = 0;
/** By distance, how many requests had it; at 0 those for a new key. */
let counts: usize = 0;
/** By position, the key that was asked for. */
let who: usize = 0;
let bits: usize = 0;
/** Ones of each word, of each group, and before each range. */
let words: usize = 0;
let groups: usize = 0;
let ranges: usize = 0;

/** Where the next request goes. */
let position: i32 = 0;
/** How many keys there are. */
let known: i32 = 0;

/** Tells where things are. */
export function curveAt(
  itsLast: usize,
  itsCounts: usize,
  itsWho: usize,
  itsBits: usize,
  itsWords: usize,
  itsGroups: usize,
  itsRanges: usize,
): void {
  last = itsLast;
  counts = itsCounts;
  who = itsWho;
  bits = itsBits;
  words = itsWords;
  groups = itsGroups;
  ranges = itsRanges;
}

/** Numbers of 8 units, of 16 bits each, that the mask lets through. */
function eight(units: usize, mask: usize): v128 {
  return v128.and(v128.load(units), v128.load(mask));
}

/** Numbers of 16 units, of a byte each, in pairs. */
function sixteen(units: usize, mask: usize): v128 {
  return i16x8.extadd_pairwise_i8x16_u(eight(units, mask));
}

/** The words of a group, in 8 sums. */
function ofWords(units: usize, mask: usize): v128 {
  return i16x8.add(
    i16x8.add(sixteen(units, mask), sixteen(units + 16, mask + 16)),
    i16x8.add(sixteen(units + 32, mask + 32), sixteen(units + 48, mask + 48)),
  );
}

function ofHalf(units: usize, mask: usize): v128 {
  return i16x8.add(
    i16x8.add(eight(units, mask), eight(units + 16, mask + 16)),
    i16x8.add(eight(units + 32, mask + 32), eight(units + 48, mask + 48)),
  );
}

/** The groups of a range, in 8 sums. */
function ofGroups(units: usize, mask: usize): v128 {
  return i16x8.add(ofHalf(units, mask), ofHalf(units + 64, mask + 64));
}

/** How many ones lie before a bit of a word: no lane holds more than 8 groups of 4096 and 8 words of 64. */
function ones(place: i32, word: u64, bit: u64): i32 {
  const group = place >>> 6;
  const range = group >>> 6;
  const lanes = i32x4.extadd_pairwise_i16x8_u(
    i16x8.add(
      ofWords(words + (group << 6), MIDDLE - (place & 63)),
      ofGroups(groups + (range << 7), MIDDLE - ((group & 63) << 1)),
    ),
  );
  const inRange =
    i32x4.extract_lane(lanes, 0) +
    i32x4.extract_lane(lanes, 1) +
    i32x4.extract_lane(lanes, 2) +
    i32x4.extract_lane(lanes, 3);
  return load<i32>(ranges + (range << 2)) + inRange + i32(popcnt(word & (bit - 1)));
}

/** A bit is cleared: one less in each unit that it is in, and before each range behind it. */
function clear(place: i32, word: u64, bit: u64, at: i32): void {
  store<u64>(bits + (place << 3), word & ~bit);
  const itsWord = words + place;
  store<u8>(itsWord, load<u8>(itsWord) - 1);
  const itsGroup = groups + ((place >>> 6) << 1);
  store<u16>(itsGroup, load<u16>(itsGroup) - 1);
  // Four at once: what lies behind the present range is written when it begins.
  const present = ranges + ((at >>> 18) << 2);
  for (let range = ranges + (((place >>> 12) + 1) << 2); range <= present; range += 16)
    v128.store(range, i32x4.sub(v128.load(range), i32x4.splat(1)));
}

/** The last bit of a word was written. */
function complete(at: i32, all: i32): void {
  const itsWord = words + ((at >>> 6) - 1);
  store<u8>(itsWord, load<u8>(itsWord) + 64);
  if ((at & 0xfff) !== 0) return;
  const itsGroup = groups + (((at >>> 12) - 1) << 1);
  store<u16>(itsGroup, load<u16>(itsGroup) + 4096);
  if ((at & 0x3ffff) === 0) store<i32>(ranges + ((at >>> 18) << 2), all);
}

/** Takes in requests, for which there is room. Returns how many keys are known then. */
export function curve(ids: usize, count: i32): i32 {
  const end = ids + (count << 2);
  let at = position;
  let all = known;
  for (let id = ids; id < end; id += 4) {
    if ((((id - ids) >>> 2) & (AHEAD - 1)) === 0) lookAhead(id, min(end, id + 4 * AHEAD), last, 2);
    const key = load<i32>(id);
    const its = last + (key << 2);
    const before = load<i32>(its) - 1;
    if (before < 0) {
      all++;
      store<f64>(counts, load<f64>(counts) + 1);
    } else {
      const place = before >>> 6;
      const bit = u64(1) << u64(before & 63);
      const word = load<u64>(bits + (place << 3));
      const column = counts + ((all - ones(place, word, bit)) << 3);
      store<f64>(column, load<f64>(column) + 1);
      clear(place, word, bit, at);
    }
    const current = bits + ((at >>> 6) << 3);
    store<u64>(current, load<u64>(current) | (u64(1) << u64(at & 63)));
    store<i32>(who + (at << 2), key);
    store<i32>(its, ++at);
    if ((at & 63) === 0) complete(at, all);
  }
  position = at;
  known = all;
  return all;
}

/** Lets go of all positions that hold no last request. Returns where the next request goes. */
export function compactCurve(): i32 {
  let size = 0;
  const end = (position + 63) >>> 6;
  for (let place = 0; place < end; place++) {
    for (let word = load<u64>(bits + (place << 3)); word !== 0; word &= word - 1) {
      const key = load<i32>(who + (((place << 6) + i32(ctz(word))) << 2));
      store<i32>(who + (size << 2), key);
      store<i32>(last + (key << 2), ++size);
    }
  }
  rewrite(size);
  return size;
}

/** Writes the row anew: so many ones and nothing else. */
function rewrite(size: i32): void {
  const before = position;
  memory.fill(bits, 0, ((before + 63) >>> 6) << 3);
  memory.fill(words, 0, (before + 63) >>> 6);
  memory.fill(groups, 0, ((before + 4095) >>> 12) << 1);
  memory.fill(bits, 0xff, (size >>> 6) << 3);
  store<u64>(bits + ((size >>> 6) << 3), (u64(1) << u64(size & 63)) - 1);
  memory.fill(words, 64, size >>> 6);
  for (let group = 0; group < size >>> 12; group++) store<u16>(groups + (group << 1), 4096);
  for (let range = 0; range <= size >>> 18; range++) store<i32>(ranges + (range << 2), range << 18);
  position = size;
}
