/**
 * Numbers in what people write: `1 001`, `1.001`, `about 1,001 ways`, `0,5`. A number is compared by its digits, so that
 * none is too long to be told from another.
 */

/** What parts thousands: marks, and blanks of any width. A point or a comma may also stand before decimals. */
const PARTS = `.,'’ʼ_٬， \\u00a0\\u2007\\u2009\\u202f`;
const DIGITS = new RegExp(`\\d(?:[${PARTS}]?\\d)*(?:e[-+]?\\d+)?`, 'g');
const GROUPED = new RegExp(`^([1-9]\\d{0,2}(?:([${PARTS}])\\d{3})(?:\\2\\d{3})*)(?:(?!\\2)[.,](\\d+))?$`);
/** Groups of two, as in India. */
const LAKH = /^([1-9]\d?(?:,\d{2})+,\d{3})(?:\.(\d+))?$/;
const UNGROUPED = /^(\d+)(?:[.,](\d+))?$/;

/** Words that make another number of the one before them, by the power of ten. */
const SCALES = new Map([
  ['k', 3],
  ['hundred', 2],
  ['thousand', 3],
  ['million', 6],
  ['billion', 9],
]);

/** Units that say something else of the same number, with their names. */
const UNITS: readonly (readonly string[])[] = [
  ['ns', 'nanosecond', 'nanoseconds'],
  ['µs', 'μs', 'us', 'microsecond', 'microseconds'],
  ['ms', 'millisecond', 'milliseconds'],
  ['s', 'sec', 'second', 'seconds'],
  ['min', 'minute', 'minutes'],
  ['h', 'hour', 'hours'],
  ['b', 'byte', 'bytes'],
  ['kb', 'kilobyte', 'kilobytes'],
  ['mb', 'megabyte', 'megabytes'],
  ['gb', 'gigabyte', 'gigabytes'],
  ['%', 'percent'],
];

interface Quantity {
  /** Its sign, its digits without zeros around them, and the power of ten: `13e2`, `-5e-1`. */
  readonly number: string;
  /** The place in `UNITS`; negative where it has none that is known. */
  readonly unit: number;
}

/** Whether a right answer is a number, with or without a unit. */
export function isNumber(right: string): boolean {
  const isShort = /^[-+−]?\s*\p{Sc}?\s*[.,]?\p{Nd}(?:\S|\s+\p{Nd})*(?:\s+\S+){0,2}$/u.test(right);
  return isShort && readOne(right, '.') !== undefined;
}

/** Whether a text holds the number that is right, and no other one. */
export function saysNumber(right: string, text: string): boolean {
  const wanted = readOne(right, '.');
  // Before three digits, a point or a comma parts thousands; where the answer has decimals, it stands before these.
  const isWhole = !wanted?.number.includes('e-');
  const given = readOne(text, isWhole ? '' : '.,');
  if (!wanted || wanted.number !== given?.number) return false;
  return wanted.unit < 0 || given.unit < 0 || wanted.unit === given.unit;
}

/** The number of a text that holds one. `decimal`: the marks that stand before decimals also where these are three. */
function readOne(text: string, decimal: string): Quantity | undefined {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/^[\s*_`]+/, '');
  const plain = withPlainDigits(words.replace(/[-=]+>/g, ' '));
  const [match, ...others] = plain.matchAll(DIGITS);
  if (!match || others.length > 0 || /[\p{No}\p{Nl}]/u.test(plain)) return undefined;
  const fraction = /(?:^|[\s(=:~≈+−–-])([.,])$/.exec(plain.slice(0, match.index))?.[1] ?? '';
  const before = plain.slice(0, match.index - fraction.length).replace(/\p{Sc}\s*$/u, '');
  const after = plain.slice(match.index + match[0].length);
  if (isPart(before, after)) return undefined;
  const [, scale = '', unit = ''] =
    /^\s*(?:(k|hundred|thousand|million|billion)(?![\p{L}]))?\s*([%\p{L}]*)/u.exec(after) ?? [];
  const number = readDigits(fraction === '' ? match[0] : `0.${match[0]}`, decimal, SCALES.get(scale) ?? 0);
  if (number === undefined) return undefined;
  const sign = isNegative(before) && number !== '0e0' ? '-' : '';
  return { number: sign + number, unit: UNITS.findIndex((names) => names.includes(unit)) };
}

/** Whether the number between these is part of a name, of a calculation or of a comparison: `lru2`, `x-2`, `2^n`, `<2`. */
function isPart(before: string, after: string): boolean {
  return /[a-z_]$|[*/^×÷±√<>≤≥≠]\s*[-+−–]?$|[^\s(=:~≈][-+−–]$/.test(before) || /^\s*\^/.test(after);
}

function isNegative(before: string): boolean {
  return /(?:^|[\s(=:~≈])[-−–]$|^\s*[-−–]\s+$|\b(?:minus|negative)\s+$/.test(before);
}

/** Digits and a power of ten, however thousands were parted; undefined where this is no number. */
function readDigits(written: string, decimal: string, scale: number): string | undefined {
  const [text = '', exponent] = written.split('e');
  const [, whole = '', part = '', decimals = ''] = GROUPED.exec(text) ?? [];
  const isSingle = whole.split(part).length === 2 && decimals === '';
  if (whole !== '' && !(isSingle && (exponent !== undefined || decimal.includes(part))))
    return canonical(whole, decimals, scale + Number(exponent ?? 0));
  const found = LAKH.exec(text) ?? UNGROUPED.exec(text);
  return found ? canonical(found[1] ?? '', found[2] ?? '', scale + Number(exponent ?? 0)) : undefined;
}

function canonical(whole: string, decimals: string, power: number): string {
  const digits = (whole + decimals).replace(/\D/g, '').replace(/^0+/, '');
  const short = digits.replace(/0+$/, '');
  return short === '' ? '0e0' : `${short}e${power - decimals.length + digits.length - short.length}`;
}

/** The text with the digits of every script as `0` to `9`. They stand in rows of ten. */
function withPlainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    if (code < 128) return digit;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
    return String(value);
  });
}
