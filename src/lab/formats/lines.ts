import { CR, lineEnd as endOf, wordsOf } from '../reading/bytes.ts';
import type { Intake } from '../reading/intake.ts';
import type { Scanner } from './format.ts';

/** A line that is longer is no request; it is counted, and nobody holds it. */
export const MOST_LINE = 1 << 20;

/**
 * Reads a line into the intake. Returns false where it is none of the format's; nothing of it was taken then. No loop in
 * it may look beyond `to`, so that a broken line harms no other.
 */
export type ReadLine = (bytes: Uint8Array, from: number, to: number, intake: Intake) => boolean;

/** Reads a file line by line. A line ends with LF or CRLF. */
export class LineScanner implements Scanner {
  constructor(
    private readonly intake: Intake,
    private readonly readLine: ReadLine,
  ) {}

  scan(bytes: Uint8Array, from: number, to: number, isEnd: boolean): number {
    const words = wordsOf(bytes);
    let start = from;
    while (start < to) {
      const end = endOf(bytes, words, start, to);
      if (end === to && !isEnd) break;
      this.take(bytes, start, end);
      start = end + 1;
    }
    return Math.min(start, to);
  }

  private take(bytes: Uint8Array, start: number, lineEnd: number): void {
    const end = lineEnd > start && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    const { intake } = this;
    intake.lines++;
    if (start === end) intake.skipped++;
    else if (lineEnd - start > MOST_LINE) intake.rejectLong(bytes, start, end);
    else if (!this.readLine(bytes, start, end, intake)) intake.reject(bytes, start, end);
  }
}

/** The part of lines for which something is true. */
export function shareOf(lines: readonly Uint8Array[], isTrue: (line: Uint8Array) => boolean): number {
  const full = lines.filter(({ length }) => length > 0);
  return full.length === 0 ? 0 : full.filter(isTrue).length / full.length;
}

/** How many of the lines of a sample have to be of a format. */
export const MOST = 0.8;
