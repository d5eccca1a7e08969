/** Numbers and times as a person reads them. Digits are grouped as in 30,905,041 in every language. */
import * as l10n from '@vscode/l10n';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const precise = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6, useGrouping: false });

/** A whole number with its thousands grouped. */
export function formatCount(count: number | bigint): string {
  return grouped.format(count);
}

/** A number to three significant digits, such as 0.0123 or 71,000; a huge one as a power of ten. */
export function formatShort(value: number): string {
  return value < 1e15 ? short.format(value) : `10^${Math.floor(Math.log10(value))}`;
}

/** A measured time in seconds without its unit: six significant digits, never an exponent. */
export function formatSeconds(seconds: number): string {
  return precise.format(seconds);
}

const MINUTE = 60n;
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;
const YEAR = 365n * DAY;

/** From this many years on, only the power of ten says anything. */
const COUNTABLE_YEARS = 1_000_000n;

/** A rough length of time in the unit that suits it, from seconds to "10^N years". */
export function formatRoughTime(seconds: bigint): string {
  if (seconds < 2n * MINUTE) return l10n.t('{0} seconds', formatCount(seconds));
  if (seconds < 2n * HOUR) return l10n.t('{0} minutes', formatCount(seconds / MINUTE));
  if (seconds < 2n * DAY) return l10n.t('{0} hours', formatCount(seconds / HOUR));
  if (seconds < 2n * YEAR) return l10n.t('{0} days', formatCount(seconds / DAY));
  const years = seconds / YEAR;
  if (years < COUNTABLE_YEARS) return l10n.t('{0} years', formatCount(years));
  return l10n.t('10^{0} years', String(years).length - 1);
}
