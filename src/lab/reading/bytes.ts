/** What scanners look for, by its byte. */
export const LF = 10;
export const CR = 13;
export const TAB = 9;
export const SPACE = 32;
export const QUOTE = 34;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const BACKSLASH = 92;
const ZERO = 48;
const NINE = 57;

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/** The place of a byte in `[from, to)`; `to` where it is not there. */
export function find(bytes: Uint8Array, byte: number, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== byte) at++;
  return at;
}

/** The same bytes, to be read four at a time wherever they begin. */
export function wordsOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}

/** The place of the next LF in `[from, to)`; `to` where there is none. `words` are the same bytes. */
export function lineEnd(bytes: Uint8Array, words: DataView, from: number, to: number): number {
  let at = from;
  while (at + 4 <= to && !hasZero(words.getInt32(at, true) ^ FOUR_LF)) at += 4;
  return find(bytes, LF, at, to);
}

const FOUR_LF = 0x0a0a0a0a;

/** Whether one of four bytes is 0: only of such a byte the subtraction sets the highest bit where it was not set. */
function hasZero(word: number): boolean {
  return ((word - 0x01010101) & ~word & 0x80808080) !== 0;
}

/** A whole number without a sign; NaN where there is anything else. */
export function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  if (from >= to) return NaN;
  let value = 0;
  for (let at = from; at < to; at++) {
    if (!isDigit(bytes[at])) return NaN;
    value = value * 10 + (bytes[at]! - ZERO);
  }
  return value;
}

/** A number with or without a sign and decimals, after a point or a comma; NaN where there is anything else. */
export function decimalNumber(bytes: Uint8Array, from: number, to: number): number {
  const start = bytes[from] === MINUS ? from + 1 : from;
  let point = start;
  while (point < to && bytes[point] !== DOT && bytes[point] !== COMMA) point++;
  const whole = wholeNumber(bytes, start, point);
  const rest = point === to ? 0 : wholeNumber(bytes, point + 1, to) / 10 ** (to - point - 1);
  return start > from ? -(whole + rest) : whole + rest;
}

/** A time in ms since 1970, or since any other moment where it is a bare number; NaN where it is no time. */
export function timeOf(bytes: Uint8Array, from: number, to: number): number {
  const number = decimalNumber(bytes, from, to);
  const time = Number.isNaN(number) ? dateTime(bytes, from, to) : inMs(number);
  return Math.abs(time) <= LAST_MS ? time : NaN;
}

/** The last moment that JavaScript has a date for, in ms: what is later is no time, but a mistake. */
const LAST_MS = 8.64e15;

/** A size in bytes, without decimals; NaN where it is none, or less than nothing. A comma may part thousands, so it is none. */
export function sizeOf(bytes: Uint8Array, from: number, to: number): number {
  const point = find(bytes, DOT, from, to);
  const isRight = point === to || !Number.isNaN(wholeNumber(bytes, point + 1, to));
  return isRight ? wholeNumber(bytes, from, point) : NaN;
}

/** Numbers of the size of today's seconds are seconds, and so on for ms, µs and ns; smaller ones are seconds, too. */
function inMs(number: number): number {
  if (number < 1e11) return number * 1000;
  if (number < 1e14) return number;
  return number < 1e17 ? number / 1e3 : number / 1e6;
}

/** `2026-11-27T09:15:43.250+01:00`, or the same with a blank, or without a zone, as UTC. */
function dateTime(bytes: Uint8Array, from: number, to: number): number {
  const part = (at: number, length: number): number =>
    from + at + length > to ? NaN : wholeNumber(bytes, from + at, from + at + length);
  const day = dayOf(part(0, 4), part(5, 2), part(8, 2));
  const seconds = part(11, 2) * 3600 + part(14, 2) * 60 + part(17, 2);
  let at = from + 19;
  let ms = 0;
  if (at < to && (bytes[at] === DOT || bytes[at] === COMMA)) {
    const start = ++at;
    while (at < to && isDigit(bytes[at])) at++;
    ms = wholeNumber(bytes, start, Math.min(at, start + 3)) * 10 ** Math.max(0, start + 3 - at);
  }
  return (day * 86_400 + seconds - zone(bytes, at, to)) * 1000 + ms;
}

/** In s: nothing and `Z` are UTC, `+0100` and `+01:00` an hour before it. */
export function zone(bytes: Uint8Array, from: number, to: number): number {
  const sign = bytes[from];
  if (from >= to || sign === 90) return 0;
  const minutes = bytes[from + 3] === 58 ? from + 4 : from + 3;
  if (minutes + 2 > to) return NaN;
  const seconds =
    wholeNumber(bytes, from + 1, from + 3) * 3600 + wholeNumber(bytes, minutes, minutes + 2) * 60;
  return sign === MINUS ? -seconds : seconds;
}

/** Days from 1970 to a date of the Gregorian calendar, by the era of 400 years in which it lies. */
export function dayOf(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? year : year - 1;
  const era = Math.floor(fromMarch / 400);
  const ofEra = fromMarch - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}
