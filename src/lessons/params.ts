/** Parameters of scenarios: their checks, their defaults, and how a person writes them in an input box. */
import * as l10n from '@vscode/l10n';
import { HumanError } from './humanError.ts';

/** One parameter. `check` returns the value or throws a `HumanError` that names the parameter. */
export interface Param<T = unknown> {
  readonly label: () => string;
  /** What is used when the parameter is left out. */
  readonly fallback: T;
  check(value: unknown, name: string): T;
  /** Reads what a person typed; the answer still goes through `check`. */
  fromText(text: string): unknown;
  toText(value: T): string;
}

export type ParamSet = Readonly<Record<string, Param>>;
export type ParamValues<P extends ParamSet> = {
  readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never;
};

/** Checks everything a caller gave and fills in what was left out. Throws a `HumanError` that names the culprit. */
export function checkParams<P extends ParamSet>(params: P, given: unknown): ParamValues<P> {
  const input = asRecord(given);
  const unknown = Object.keys(input).find((name) => !Object.hasOwn(params, name));
  if (unknown !== undefined) {
    const known = Object.keys(params).join(', ');
    throw new HumanError(l10n.t('Unknown parameter "{0}". Use one of: {1}.', unknown, known));
  }
  const values = Object.entries(params).map(([name, param]) => {
    const value = input[name];
    return [name, value === undefined ? param.fallback : param.check(value, name)] as const;
  });
  return Object.fromEntries(values) as ParamValues<P>;
}

function asRecord(given: unknown): Readonly<Record<string, unknown>> {
  if (given === undefined || given === null) return {};
  if (typeof given === 'object' && !Array.isArray(given)) return given as Record<string, unknown>;
  throw new HumanError(l10n.t('The parameters must be an object, such as { "stair": 30 }.'));
}
