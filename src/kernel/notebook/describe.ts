import * as l10n from '@vscode/l10n';
import type { Timing } from '../../engine/index.ts';
import type { RichValue, Shown } from '../../protocol/cells.ts';
import { cacheInfoText } from '../../protocol/cacheInfoText.ts';
import type { NotebookCaches } from './caches.ts';
import { TreeMaker } from './tree.ts';

const MAX_ROWS = 200;
const MAX_COLUMNS = 50;
const MAX_NUMBERS = 1000;

/** Makes of any value what can be shown of it. */
export function createDescriber(
  caches: NotebookCaches,
  inspect: (value: unknown) => string,
): (value: unknown) => Shown {
  const cellOf = (value: unknown): string => (typeof value === 'string' ? value : inspect(value));
  return (value) => {
    const cache = caches.describe(value);
    if (cache) return showCache(cache);
    const text = inspect(value);
    if (text.startsWith('CacheInfo(')) return { text };
    const rich = attempt(() => richValue(value, cellOf, inspect));
    return rich ? { text, value: rich } : { text };
  };
}

export function showCache(cache: Extract<RichValue, { kind: 'cache' }>): Shown {
  return { text: `${cache.name}: ${cacheInfoText(cache.info)}`, value: cache };
}

/** A value can be a proxy that throws whatever is asked of it. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function richValue(
  value: unknown,
  cellOf: (value: unknown) => string,
  inspect: (value: unknown) => string,
): RichValue | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Error) return undefined;
  const list: unknown[] | undefined = Array.isArray(value) ? (value as unknown[]) : undefined;
  if (list && list.length > 1 && list.every(isFiniteNumber)) return numbers(list);
  if (list && list.length > 0 && list.every(isRecord)) return records(list, cellOf);
  if (isNamedTimings(value)) return timings(value);
  if (value instanceof Map && value.size > 0) {
    return table([l10n.t('key'), l10n.t('value')], [...(value as Map<unknown, unknown>)], cellOf);
  }
  const root = new TreeMaker(inspect).make(value);
  return root.children && root.children.length > 0 ? { kind: 'tree', root } : undefined;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
}

/** An object of which every value is what `timeit` returns: its keys say what was measured. Getters are not called. */
function isNamedTimings(value: object): value is Readonly<Record<string, Timing>> {
  if (!isRecord(value)) return false;
  const members = Object.values(Object.getOwnPropertyDescriptors(value));
  return members.length > 0 && members.every((member) => isTiming(member.value));
}

function isTiming(value: unknown): value is Timing {
  if (!isRecord(value) || !Array.isArray(value['times'])) return false;
  return [value['min'], ...(value['times'] as unknown[])].every((time) => isFiniteNumber(time) && time >= 0);
}

function timings(named: Readonly<Record<string, Timing>>): RichValue {
  const list = Object.entries(named).slice(0, MAX_ROWS);
  return {
    kind: 'timings',
    timings: list.map(([label, { times, min }]) => ({ label, times: [...times], min })),
  };
}

function numbers(list: readonly number[]): RichValue {
  const values = list.slice(0, MAX_NUMBERS);
  return { kind: 'numbers', values, more: list.length - values.length };
}

function records(list: readonly Record<string, unknown>[], cellOf: (value: unknown) => string): RichValue {
  const columns = [...new Set(list.slice(0, MAX_ROWS).flatMap(Object.keys))].slice(0, MAX_COLUMNS);
  return table(
    columns,
    list.map((record) => columns.map((column) => (column in record ? record[column] : ''))),
    cellOf,
  );
}

function table(
  columns: string[],
  list: readonly (readonly unknown[])[],
  cellOf: (value: unknown) => string,
): RichValue {
  const rows = list.slice(0, MAX_ROWS).map((row) => row.map(cellOf));
  return { kind: 'table', columns, rows, more: list.length - rows.length };
}
