import type { Format, Guess, Sample } from '../formats/format.ts';
import { formats } from '../formats/index.ts';
import { CR, LF } from './bytes.ts';

/** How many lines of a sample are looked at. */
const LINES = 200;

/** How many bytes of a text may be control characters, such as the zeros that a crash leaves in a log. */
const CONTROLS = 0.02;

/** From how many equal bytes on a binary file is taken for one that was not written. */
const ONE_BYTE = 4096;

/** How a text is written down. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What a file is, as far as its beginning tells. */
export interface Sniffed {
  readonly format: Format;
  readonly guess: Guess;
  readonly encoding: Encoding;
  /** Whether lines end with CR alone. */
  readonly hasOldLines: boolean;
}

/** Why nothing can be made of a file. */
export type NoTrace = 'empty' | 'binary' | 'oneByte' | 'jsonArray';

/** Looks at the unpacked beginning of a file; `length` is that of the whole, where that is known. */
export function sniff(bytes: Uint8Array, isWhole: boolean, length?: number): Sniffed | NoTrace {
  if (bytes.length === 0) return 'empty';
  const encoding = encodingOf(bytes);
  const isBinary = encoding === 'utf-8' && hasControls(bytes);
  if (isBinary && isOneByte(bytes)) return 'oneByte';
  const text = isBinary ? bytes : plainText(bytes, encoding);
  const hasOldLines = !isBinary && text.includes(CR) && !text.includes(LF);
  const lines = isBinary ? [] : linesOf(text, hasOldLines ? CR : LF, isWhole);
  if (!isBinary && lines.every((line) => line.length === 0)) return 'empty';
  const sample: Sample = { bytes: text, lines, length };
  for (const format of formats) {
    if ((format.isBinary ?? false) !== isBinary) continue;
    const guess = format.sniff(sample);
    if (!guess) continue;
    if (!isBinary && format.id !== 'jsonl' && isJson(text, isWhole)) return 'jsonArray';
    return { format, guess, encoding, hasOldLines };
  }
  return 'binary';
}

/** The beginning of a text as bytes of UTF-8, without a mark of the order of its bytes. */
export function plainText(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (encoding !== 'utf-8')
    return new TextEncoder().encode(new TextDecoder(encoding).decode(bytes, { stream: true }));
  return hasMark(bytes) ? bytes.subarray(3) : bytes;
}

export function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** The first lines of a sample as texts, for a person to look at. */
export function linesOf(bytes: Uint8Array, end: number, isWhole: boolean): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  while (start < bytes.length && lines.length < LINES) {
    let at = bytes.indexOf(end, start);
    // A line that is cut says nothing, unless there is no other.
    if (at < 0 && !isWhole && lines.length > 0) break;
    if (at < 0) at = bytes.length;
    lines.push(bytes.subarray(start, at > start && bytes[at - 1] === CR ? at - 1 : at));
    start = at + 1;
  }
  return lines;
}

/** By its mark; without one, by every second byte being 0 and the others being letters. */
function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const pairs = Math.floor(Math.min(bytes.length, 4096) / 2);
  let [first, second] = [0, 0];
  for (let at = 0; at < pairs; at++) {
    if (bytes[2 * at] === 0 && isPrintable(bytes[2 * at + 1]!)) first++;
    if (bytes[2 * at + 1] === 0 && isPrintable(bytes[2 * at]!)) second++;
  }
  if (pairs >= 4 && second > 0.95 * pairs) return 'utf-16le';
  return pairs >= 4 && first > 0.95 * pairs ? 'utf-16be' : 'utf-8';
}

function isPrintable(byte: number): boolean {
  return (byte >= 32 && byte < 127) || byte === LF || byte === CR || byte === 9;
}

/** Whether there are more bytes that no text has than a broken one has now and then: of what is binary, it is a tenth. */
function hasControls(bytes: Uint8Array): boolean {
  let controls = 0;
  for (const byte of bytes)
    if (byte < 32 && byte !== 9 && byte !== LF && byte !== CR && byte !== 27 && byte !== 12) controls++;
  return controls > CONTROLS * bytes.length;
}

/** Whether the same byte comes over and over: of the same key nobody writes so many records. */
function isOneByte(bytes: Uint8Array): boolean {
  return bytes.length >= ONE_BYTE && bytes.every((byte) => byte === bytes[0]);
}

/** Whether the text is JSON that goes over several lines. */
function isJson(text: Uint8Array, isWhole: boolean): boolean {
  const start = new TextDecoder().decode(text.subarray(0, 200)).trimStart();
  if (!/^(\[\s*[[{"\d\-tfn]|\{\s*("|$))/.test(start)) return false;
  if (!isWhole) return true;
  try {
    JSON.parse(new TextDecoder().decode(text));
    return true;
  } catch {
    return false;
  }
}
