import { QUOTE } from '../reading/bytes.ts';

export const SEMICOLON = 59;

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
