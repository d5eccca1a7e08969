import { LF, QUOTE } from '../reading/bytes.ts';

export const SEMICOLON = 59;

/** How many lines a value in quotes goes over in a sample, at most. */
const MOST_LINES = 20;

/** Lines put together where a value in quotes goes on in the next one. */
export function joinRecords(lines: readonly Uint8Array[]): Uint8Array[] {
  const records: Uint8Array[] = [];
  for (let at = 0; at < lines.length; at++) {
    const parts = [lines[at]!];
    while (isOpen(parts) && parts.length < MOST_LINES && at + parts.length < lines.length)
      parts.push(lines[at + parts.length]!);
    if (isOpen(parts)) records.push(lines[at]!);
    else {
      records.push(joined(parts));
      at += parts.length - 1;
    }
  }
  return records;
}

function isOpen(parts: readonly Uint8Array[]): boolean {
  let isQuoted = false;
  for (const part of parts) for (const byte of part) if (byte === QUOTE) isQuoted = !isQuoted;
  return isQuoted;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  return Uint8Array.from(parts.flatMap((part, at) => (at === 0 ? [...part] : [LF, ...part])));
}

/** The fields of one line as texts, for a look at a sample: what reads the whole file makes no texts. */
export function splitRecord(line: Uint8Array, separator: number): string[] {
  const decoder = new TextDecoder();
  const fields: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at <= line.length; at++) {
    if (line[at] === QUOTE) isQuoted = !isQuoted;
    if (at < line.length && (isQuoted || line[at] !== separator)) continue;
    const text = decoder.decode(line.subarray(start, at));
    fields.push(/^"[^]*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text);
    start = at + 1;
  }
  return fields;
}
