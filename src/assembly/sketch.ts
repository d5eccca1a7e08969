/**
 * About how often each key was used lately, as `FrequencySketch` of the engine has it: four counters of a key lie in one
 * block of 128, a byte for each, and the least of them is its frequency. A key is known by its print, which is its
 * fingerprint folded to 32 bits.
 */

/** Counters stop here. */
const MOST: i32 = 15;

/** By key, its print. */
let prints: usize = 0;
let counters: usize = 0;
let length: i32 = 0;
/** After so many uses all counters are halved. */
let sample: f64 = 0;
let additions: f64 = 0;

/** Tells where prints and counters are. */
export function sketchAt(itsPrints: usize, itsCounters: usize, itsLength: i32, itsSample: f64): void {
  prints = itsPrints;
  counters = itsCounters;
  length = itsLength;
  sample = itsSample;
}

/** The estimated number of uses of a key, 0 to 15. */
export function frequency(key: i32): i32 {
  const first = firstOf(load<i32>(prints + (key << 2)));
  const hash = secondOf(first);
  const block = blockOf(first);
  let least = MOST;
  for (let row = 0; row < 4; row++) least = min(least, i32(load<u8>(counterOf(block, hash, row))));
  return least;
}

/** Counts a use of a key. */
export function increment(key: i32): void {
  const first = firstOf(load<i32>(prints + (key << 2)));
  const hash = secondOf(first);
  const block = blockOf(first);
  let added = false;
  for (let row = 0; row < 4; row++) {
    const at = counterOf(block, hash, row);
    const count = i32(load<u8>(at));
    if (count === MOST) continue;
    store<u8>(at, count + 1);
    added = true;
  }
  if (added && ++additions === sample) age();
}

/** All counters are halved, so that old favourites fade. */
function age(): void {
  let odd = 0;
  for (let at = counters; at < counters + length; at++) {
    const count = i32(load<u8>(at));
    odd += count & 1;
    store<u8>(at, count >> 1);
  }
  additions = f64((i32(additions) - (odd >>> 2)) >>> 1);
}

function firstOf(print: i32): i32 {
  const once = (print ^ (print >>> 17)) * i32(0xed5ad4bb);
  const spread = (once ^ (once >>> 11)) * i32(0xac4c1b51);
  return spread ^ (spread >>> 15);
}

function secondOf(first: i32): i32 {
  const second = first * 0x31848bab;
  return second ^ (second >>> 14);
}

function blockOf(first: i32): usize {
  return counters + ((first & ((length >>> 7) - 1)) << 7);
}

function counterOf(block: usize, hash: i32, row: i32): usize {
  return block + (row << 5) + ((hash >>> (row << 3)) & 31);
}
