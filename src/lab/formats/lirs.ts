import { isDigit, MINUS, SPACE, wholeNumber } from '../reading/bytes.ts';
import type { Format } from './format.ts';
import { LineScanner, MOST, shareOf } from './lines.ts';

const STAR = 42;

/**
 * The text of the LIRS paper's traces, as Caffeine reads it: a whole number per line, with blanks around it or without.
 * A `*` parts sections and is no request.
 */
export const lirs: Format = {
  id: 'lirs',
  aliases: ['lirstext', 'caffeine'],
  sniff: ({ lines }) => {
    const words = lines.map((line) => line.subarray(...word(line, 0, line.length)));
    if (shareOf(words, (line) => isNumber(line, 0, line.length) || isStar(line, 0, line.length)) < MOST)
      return undefined;
    const values = words
      .map((line) => wholeNumber(line, 0, line.length))
      .filter((value) => !Number.isNaN(value));
    return { settings: {}, ...(isClock(values) && { doubt: 'times' as const }) };
  },
  open: (intake) =>
    new LineScanner(intake, (bytes, start, end) => {
      const [from, to] = word(bytes, start, end);
      if (from === to || isStar(bytes, from, to)) intake.skipped++;
      else if (isNumber(bytes, from, to)) intake.add(bytes, from, to);
      else return false;
      return true;
    }),
};

/** What a line has between blanks, as Java's `trim` leaves it. */
function word(bytes: Uint8Array, start: number, end: number): [from: number, to: number] {
  let [from, to] = [start, end];
  while (from < to && bytes[from]! <= SPACE) from++;
  while (from < to && bytes[to - 1]! <= SPACE) to--;
  return [from, to];
}

function isStar(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from === 1 && bytes[from] === STAR;
}

function isNumber(bytes: Uint8Array, from: number, to: number): boolean {
  let at = bytes[from] === MINUS ? from + 1 : from;
  if (at === to) return false;
  while (at < to && isDigit(bytes[at])) at++;
  return at === to;
}

/** Whether numbers only rise and hardly any comes again. */
function isClock(values: readonly number[]): boolean {
  const isRising = values.every((value, at) => at === 0 || value >= values[at - 1]!);
  return values.length > 10 && isRising && new Set(values).size > values.length / 2;
}
