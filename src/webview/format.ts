/** Numbers as a person reads them, in the page's language. */
import { createCacheInfo } from '../engine/cacheInfo.ts';
import type { CacheCounts } from '../protocol/session.ts';
import { usableLocale } from './locale.ts';

/** The writers of one language. */
function createWriters(language: string) {
  const writer = (options?: Intl.NumberFormatOptions): Intl.NumberFormat =>
    new Intl.NumberFormat(usableLocale(language), options);
  return {
    whole: writer(),
    compact: writer({ notation: 'compact', maximumSignificantDigits: 3 }),
    scientific: writer({ notation: 'scientific', maximumSignificantDigits: 6 }),
    percent: writer({ style: 'percent', maximumFractionDigits: 1 }),
    measured: writer({ minimumSignificantDigits: 3, maximumSignificantDigits: 4 }),
    ratio: writer({ maximumSignificantDigits: 3 }),
    rounded: writer({ maximumSignificantDigits: 4 }),
    exact: writer({ maximumSignificantDigits: 6 }),
  };
}

let writers = createWriters(typeof document === 'undefined' ? 'en' : document.documentElement.lang);

/** From now on numbers are written as in this language; without it as in the page's. */
export function writeNumbersIn(language: string): void {
  writers = createWriters(language);
}

const UNITS = [
  { unit: 's', seconds: 1 },
  { unit: 'ms', seconds: 1e-3 },
  { unit: 'µs', seconds: 1e-6 },
] as const;
const SMALLEST = { unit: 'ns', seconds: 1e-9 } as const;

/** The smallest share that is written. */
const SHARE = 0.001;

/** What stands in place of a number that does not exist. */
export const NO_NUMBER = '–';

/** A whole number in full, `30,905,041`; any other with at most 4 significant digits. */
export function formatCount(count: number): string {
  return (Number.isInteger(count) ? writers.whole : writers.rounded).format(count);
}

/** `30.9M`, `2E-7`: for an axis, where room is scarce. */
export function formatCompact(value: number): string {
  return (isTiny(value) ? writers.scientific : writers.compact).format(value);
}

/** Any number, with at most 6 significant digits unless it is whole. */
export function formatNumber(value: number): string {
  if (isTiny(value) || Math.abs(value) >= 1e15) return writers.scientific.format(value);
  return (Number.isInteger(value) ? writers.whole : writers.exact).format(value);
}

/**
 * Hits among all calls, such as `63.4%`; a dash where there was no call. Never 0 % where something was a hit, and never
 * 100 % where something was a miss: `<0.1%`, `>99.9%`.
 */
export function formatHitRatio({ hits, misses }: Pick<CacheCounts, 'hits' | 'misses'>): string {
  return formatShare(hits, hits + misses);
}

/** A part of a whole in per cent; never 0 % where there is a part, and never 100 % where it is not all. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return NO_NUMBER;
  const ratio = part / whole;
  const { percent } = writers;
  if (part > 0 && ratio < SHARE / 2) return `<${percent.format(SHARE)}`;
  if (part < whole && 1 - ratio <= SHARE / 2) return `>${percent.format(1 - SHARE)}`;
  return percent.format(ratio);
}

/** A measured duration with 3 to 4 significant digits and the unit that fits it: `803 ns`, `39.91 s`. */
export function formatSeconds(seconds: number): string {
  return inUnit(seconds, seconds, writers.measured);
}

/** A round duration of an axis, in the unit that fits `largest`: `0 ms`, `50 ms`. Both in seconds. */
export function formatTick(seconds: number, largest = seconds): string {
  return inUnit(seconds, largest, writers.rounded);
}

/** How many times faster `seconds` is than `slowest`, such as `12,300×`; a dash where 0 s was measured. */
export function formatSpeedup(seconds: number, slowest: number): string {
  return seconds === 0 ? NO_NUMBER : `${writers.ratio.format(slowest / seconds)}×`;
}

/** The text that Python's `cache_info()` prints. */
export function formatCacheInfo({ hits, misses, maxsize, currsize }: CacheCounts): string {
  return String(createCacheInfo(hits, misses, maxsize ?? Infinity, currsize));
}

function inUnit(value: number, sizedBy: number, format: Intl.NumberFormat): string {
  if (sizedBy === 0) return '0 s';
  // Rounded first, so that 999.96 µs becomes 1.00 ms and not 1,000 µs.
  const sized = Number(sizedBy.toPrecision(4));
  const { unit, seconds } = UNITS.find((candidate) => sized >= candidate.seconds) ?? SMALLEST;
  return `${format.format(value / seconds)} ${unit}`;
}

/** Too near to zero to be written with its zeros. */
function isTiny(value: number): boolean {
  return value !== 0 && Math.abs(value) < 1e-3;
}
