import * as l10n from '@vscode/l10n';
import { isMissRatioCurve, type MissRatioCurve, type Timing } from '../../engine/index.ts';
import type { Curve, RichValue, Shown } from '../../protocol/values.ts';
import { cacheInfoText } from '../../protocol/cacheInfoText.ts';
import type { ShownCache } from './output.ts';
import type { SessionRecorder } from '../recorder.ts';
import { cutText, guarded } from './tell.ts';
import { TreeMaker } from './tree.ts';

const MAX_ROWS = 200;
const MAX_COLUMNS = 50;
const MAX_NUMBERS = 1000;

/** More lines than this nobody can tell apart, and more points than this nobody can see. */
const MAX_CURVES = 12;
const MAX_POINTS = 400;

/** The longest text in a table, in characters. */
const MAX_CELL = 10_000;

/** Makes of any value what can be shown of it. `tell` gives the text of any value, and does not throw. */
export function createDescriber(
  recorder: Pick<SessionRecorder, 'describe'>,
  tell: (value: unknown) => string,
): (value: unknown) => Shown {
  return (value) => {
    const cache = guarded(() => recorder.describe(value), undefined);
    if (cache) return showCache(cache);
    const text = tell(value);
    if (text.startsWith('CacheInfo(')) return { text };
    // A proxy can throw whatever is asked of it.
    const rich = guarded(() => richValue(value, tell), undefined);
    return rich ? { text, value: rich } : { text };
  };
}

export function showCache(cache: ShownCache['value']): ShownCache {
  return { text: `${cache.name}: ${cacheInfoText(cache.info)}`, value: cache };
}

type Tell = (value: unknown) => string;

function richValue(value: unknown, tell: Tell): RichValue | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Error) return undefined;
  const cellOf: Tell = (each) => (typeof each === 'string' ? cutText(each, MAX_CELL) : tell(each));
  const rich = isList(value) ? richList(value, cellOf) : richObject(value, cellOf);
  if (rich) return rich;
  if (ArrayBuffer.isView(value)) return undefined;
  const root = new TreeMaker(tell).make(value);
  return root.children && root.children.length > 0 ? { kind: 'tree', root } : undefined;
}

/** What has a length and members from 0 on: an array, or a typed one. */
type List = ArrayLike<unknown> & object;

function isList(value: object): value is List {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** A list may have millions of members, and may have holes: only what is shown is looked at. */
function richList(list: List, cellOf: Tell): RichValue | undefined {
  const { length } = list;
  const values = firstOf(list, MAX_NUMBERS, isFiniteNumber);
  if (values && length > 1) return { kind: 'numbers', values, more: length - values.length };
  const rows = firstOf(list, MAX_ROWS, isRecord);
  return rows && length > 0 ? records(rows, length, cellOf) : undefined;
}

/** The first members, if every one of them is there and of a kind. */
function firstOf<T>(list: List, most: number, isKind: (value: unknown) => value is T): T[] | undefined {
  const members: T[] = [];
  for (let index = 0; index < Math.min(most, list.length); index++) {
    const value: unknown = Object.getOwnPropertyDescriptor(list, index)?.value;
    if (!isKind(value)) return undefined;
    members.push(value);
  }
  return members;
}

function richObject(value: object, cellOf: Tell): RichValue | undefined {
  if (isNamedTimings(value)) return timings(value);
  if (isMissRatioCurve(value)) return { kind: 'curves', curves: [drawn('', value)] };
  if (isNamedCurves(value))
    return { kind: 'curves', curves: entriesOf(value).map(([name, curve]) => drawn(name, curve)) };
  if (!(value instanceof Map) || value.size === 0) return undefined;
  const entries = value as Map<unknown, unknown>;
  const rows: unknown[][] = [];
  for (const entry of entries) {
    if (rows.length === MAX_ROWS) break;
    rows.push(entry);
  }
  return table([l10n.t('key'), l10n.t('value')], rows, entries.size, cellOf);
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

/** An object of which every value is a curve: its keys name the workloads. */
function isNamedCurves(value: object): value is Readonly<Record<string, MissRatioCurve>> {
  if (!isRecord(value)) return false;
  const members = Object.values(Object.getOwnPropertyDescriptors(value));
  return members.length > 0 && members.every((member) => isMissRatioCurve(member.value));
}

const entriesOf = (named: Readonly<Record<string, MissRatioCurve>>): [string, MissRatioCurve][] =>
  Object.entries(named).slice(0, MAX_CURVES);

/** A curve as points: where it bends, as many as a picture can show, and always its ends and its knee. */
function drawn(name: string, { requests, distinct, enough, knee, misses, others }: MissRatioCurve): Curve {
  const step = Math.max(1, Math.ceil(enough / MAX_POINTS));
  const sizes = new Set([0, knee, enough]);
  for (let size = 0; size < enough; size += step) sizes.add(size);
  for (let size = step; size <= enough; size++) {
    // A cliff stands where it is, also between two points.
    if (misses(size - 1) - misses(size) > requests / MAX_POINTS) sizes.add(size - 1).add(size);
  }
  return {
    name,
    requests,
    distinct,
    enough,
    knee,
    points: [...sizes].sort((a, b) => a - b).map((size) => [size, misses(size)]),
    others: others.slice(0, MAX_CURVES).map(({ policy, points }) => ({
      policy,
      points: points
        .filter(({ size }) => isFiniteNumber(size))
        .slice(0, MAX_POINTS)
        .map(({ size, misses: missed }) => [Math.max(0, size), missed]),
    })),
  };
}

function timings(named: Readonly<Record<string, Timing>>): RichValue {
  const list = Object.entries(named).slice(0, MAX_ROWS);
  return {
    kind: 'timings',
    timings: list.map(([label, { times, min, number }]) => ({
      label,
      times: [...times],
      min,
      ...(isFiniteNumber(number) && number > 0 && { number }),
    })),
  };
}

/** A member that a record does not have is an empty cell. */
function records(list: readonly Record<string, unknown>[], length: number, cellOf: Tell): RichValue {
  const columns = [...new Set(list.flatMap((record) => Object.keys(record)))].slice(0, MAX_COLUMNS);
  const rows = list.map((record) => columns.map((column) => memberOf(record, column)));
  return table(columns, rows, length, cellOf);
}

/** Getters are not called. */
function memberOf(record: object, key: string): unknown {
  const property = Object.getOwnPropertyDescriptor(record, key);
  return property?.get ? '[Getter]' : property ? property.value : '';
}

function table(
  columns: string[],
  rows: readonly (readonly unknown[])[],
  length: number,
  cellOf: Tell,
): RichValue {
  return { kind: 'table', columns, rows: rows.map((row) => row.map(cellOf)), more: length - rows.length };
}
