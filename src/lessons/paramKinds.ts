/** The kinds of parameters that scenarios take. */
import * as l10n from '@vscode/l10n';
import { HumanError } from './humanError.ts';
import type { Param } from './params.ts';

/** A whole number from `min` to `max`. */
export function integer(label: () => string, fallback: number, min: number, max: number): Param<number> {
  return {
    label,
    fallback,
    check(value, name) {
      if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
      throw new HumanError(
        l10n.t('{0} must be a whole number from {1} to {2}, not {3}.', name, min, max, describe(value)),
      );
    },
    fromText: numberFromText,
    toText: String,
  };
}

/** A whole number from 1 up, or undefined: without end. */
export function endlessOr(label: () => string): Param<number | undefined> {
  return {
    label,
    fallback: undefined,
    check(value, name) {
      if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
      throw new HumanError(
        l10n.t(
          '{0} must be a whole number from 1 up, or left out for no end, not {1}.',
          name,
          describe(value),
        ),
      );
    },
    fromText: (text) => (text.trim() === '' ? undefined : numberFromText(text)),
    toText: (value) => (value === undefined ? '' : String(value)),
  };
}

/** A time in seconds, above 0 and at most a day. */
export function seconds(label: () => string, fallback: number): Param<number> {
  const longest = 86_400;
  return {
    label,
    fallback,
    check(value, name) {
      if (typeof value === 'number' && value > 0 && value <= longest) return value;
      throw new HumanError(
        l10n.t(
          '{0} must be a number of seconds above 0 and at most {1}, not {2}.',
          name,
          longest,
          describe(value),
        ),
      );
    },
    fromText: numberFromText,
    toText: String,
  };
}

/** The size of a cache in entries as the engine takes it: null is unbounded, a negative number counts as 0. */
export function maxsize(label: () => string, fallback: number | null): Param<number | null> {
  return {
    label,
    fallback,
    check(value, name) {
      if (value === null || value === Infinity) return null;
      if (typeof value === 'number' && Number.isInteger(value) && value <= Number.MAX_SAFE_INTEGER) {
        return Math.max(0, value);
      }
      throw new HumanError(
        l10n.t(
          '{0} must be a whole number of entries, or null for no limit, not {1}.',
          name,
          describe(value),
        ),
      );
    },
    fromText: (text) => (/^(none|null)?$/i.test(text.trim()) ? null : numberFromText(text)),
    toText: (value) => (value === null ? 'none' : String(value)),
  };
}

/** A sequence of requested keys: an array, or a text with the keys separated by blanks or commas. */
export function requests(label: () => string, fallback: string): Param<readonly (string | number)[]> {
  const split = (text: string): string[] => text.split(/[\s,]+/).filter((key) => key !== '');
  return {
    label,
    fallback: split(fallback),
    check(value, name) {
      const keys: unknown = typeof value === 'string' ? split(value) : value;
      if (Array.isArray(keys) && keys.length > 0 && keys.every(isKey)) return keys;
      throw new HumanError(
        l10n.t(
          '{0} must be a list of one or more keys, each a text or a number, not {1}.',
          name,
          describe(value),
        ),
      );
    },
    fromText: split,
    toText: (keys) => keys.join(' '),
  };
}

/** Yes or no. */
export function flag(label: () => string, fallback: boolean): Param<boolean> {
  return {
    label,
    fallback,
    check(value, name) {
      if (typeof value === 'boolean') return value;
      throw new HumanError(l10n.t('{0} must be true or false, not {1}.', name, describe(value)));
    },
    fromText: (text) => ({ true: true, false: false })[text.trim().toLowerCase()] ?? text,
    toText: String,
  };
}

function isKey(value: unknown): value is string | number {
  return typeof value === 'string' || Number.isFinite(value);
}

function numberFromText(text: string): unknown {
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text.trim()) ? Number(text) : text;
}

/** A value as a message shows it: texts in quotes, long ones cut. */
function describe(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : describeOther(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function describeOther(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : l10n.t('a list');
  if (typeof value === 'object' && value !== null) return l10n.t('an object');
  return typeof value === 'function' ? l10n.t('a function') : String(value);
}
