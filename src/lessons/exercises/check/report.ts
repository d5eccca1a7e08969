/** What a check tells. Plain JSON, in the language of the person. */
import * as l10n from '@vscode/l10n';
import type { Clock } from '../../../engine/index.ts';

/** What a check is given besides the answer. */
export interface CheckContext {
  /** For the speed bounds, in milliseconds. */
  readonly clock: Clock;
  /** The seed of the operation sequences. Default 1. */
  readonly seed?: number | undefined;
  /** Called before something is asked of the answer, with what is to be said if it never comes back. */
  readonly onAsk?: ((tellUnanswered: () => CheckResult) => void) | undefined;
}

/** One operation of the smallest failing sequence. States are what the cache holds after it. */
export interface CheckStep {
  readonly operation: string;
  readonly expected: string;
  readonly actual: string;
  readonly expectedState: string;
  readonly actualState: string;
  readonly isRight: boolean;
}

/** One thing that was checked. */
export interface CheckResult {
  readonly title: string;
  readonly passed: boolean;
  /** What was found. */
  readonly message: string;
  /** The smallest failing sequence, from the beginning; empty where nothing failed or no sequence tells it. */
  readonly steps: readonly CheckStep[];
}

export interface CheckReport {
  readonly passed: boolean;
  readonly results: readonly CheckResult[];
}

/** Runs checks in order up to the first that fails: what comes after it would only repeat the mistake. */
export function checkInOrder(...checks: readonly (() => CheckResult)[]): CheckReport {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const result = check();
    results.push(result);
    if (!result.passed) return { passed: false, results };
  }
  return { passed: true, results };
}

/** A check without a sequence of operations. */
export function createResult(title: string, passed: boolean, message: string): CheckResult {
  return { title, passed, message, steps: [] };
}

/** The report where the cell does not define what it should. */
export function reportMissing(entry: string, kind: string): CheckReport {
  const message = l10n.t('The cell has to define {0} as {1}, under exactly this name.', entry, kind);
  return { passed: false, results: [createResult(l10n.t('There is something to check'), false, message)] };
}

/** A value as a person writes it, in short. Whatever an answer returns or throws, this does not throw. */
export function describeValue(value: unknown): string {
  try {
    const text = describe(value);
    return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}...` : text;
  } catch {
    return l10n.t('a value that cannot be shown');
  }
}

const MOST_CHARACTERS = 200;

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'function' ? l10n.t('a function') : String(value);
  }
  if ('then' in value) return l10n.t('a promise instead of a value');
  // An error of another realm, such as a cell's, is no instance of this one's Error.
  if ('name' in value && 'message' in value) return `${String(value.name)}: ${String(value.message)}`;
  return Object.prototype.toString.call(value);
}
