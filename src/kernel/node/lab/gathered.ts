import {
  CHUNK,
  GrowingCurve,
  part,
  ReuseCounter,
  SampledCurve,
  type Curve,
  type Requests,
  type Reuse,
} from '../../../lab/index.ts';
import { code } from './code.ts';
import { Spool } from './spool.ts';

/** Requests in temporary files, by what is known of each. */
export interface Columns {
  readonly ids: Spool;
  readonly sizes?: Spool | undefined;
  readonly times?: Spool | undefined;
}

/** Requests that were gathered: all of a trace, or those of a sample of its keys. */
export interface Gathered {
  readonly columns: Columns;
  /** How many there are. */
  readonly kept: number;
  /** How many keys they ask for. */
  readonly keys: number;
  /** By key, the engine's fingerprint. */
  readonly prints: Spool;
  /** The part of all keys that these are; 1 where they are all. */
  readonly rate: number;
}

/** The requests from one place to another, in parts that are good until the next one is asked for. */
export function* partsOf({ ids, sizes, times }: Columns, from: number, to: number): Generator<Requests> {
  const idPart = new Int32Array(CHUNK);
  const sizePart = sizes && new Uint32Array(CHUNK);
  const timePart = times && new Float64Array(CHUNK);
  for (let at = from; at < to; at += CHUNK) {
    const count = Math.min(CHUNK, to - at);
    const part = {
      ids: idPart.subarray(0, count),
      ...(sizePart && { sizes: sizePart.subarray(0, count) }),
      ...(timePart && { times: timePart.subarray(0, count) }),
    };
    ids.read(part.ids, 4 * at);
    if (part.sizes) sizes?.read(part.sizes, 4 * at);
    if (part.times) times?.read(part.times, 8 * at);
    yield part;
  }
}

/** Keeps the requests whose key has a number that is not -1, and gives them that number; overwrites what it is given. */
export function selectRequests({ ids, sizes, times }: Requests, numberOf: (id: number) => number): Requests {
  let left = 0;
  for (let at = 0; at < ids.length; at++) {
    const number = numberOf(ids[at] ?? 0);
    if (number < 0) continue;
    ids[left] = number;
    if (sizes) sizes[left] = sizes[at] ?? 0;
    if (times) times[left] = times[at] ?? 0;
    left++;
  }
  return part({ ids, sizes, times }, 0, left);
}

/** The same of all requests in temporary files, into new ones. */
export function selectColumns(
  columns: Columns,
  kept: number,
  numberOf: (id: number) => number,
): { readonly columns: Columns; readonly kept: number } {
  const left: Columns = {
    ids: new Spool(),
    ...(columns.sizes && { sizes: new Spool() }),
    ...(columns.times && { times: new Spool() }),
  };
  let count = 0;
  for (const some of partsOf(columns, 0, kept)) {
    const { ids, sizes, times } = selectRequests(some, numberOf);
    left.ids.append(ids);
    if (sizes) left.sizes?.append(sizes);
    if (times) left.times?.append(times);
    count += ids.length;
  }
  for (const spool of [columns.ids, columns.sizes, columns.times]) spool?.close();
  return { columns: left, kept: count };
}

/** What is known of each key, of those whose number is not -1, into a new temporary file. */
export function selectPrints(prints: Spool, numbers: Int32Array): Spool {
  const left = new Spool();
  const some = new Float64Array(CHUNK);
  for (let at = 0; at < numbers.length; at += CHUNK) {
    const values = some.subarray(0, Math.min(CHUNK, numbers.length - at));
    prints.read(values, 8 * at);
    left.append(values.filter((_, place) => (numbers[at + place] ?? 0) >= 0));
  }
  prints.close();
  return left;
}

/** The exact curve of what was gathered, or of a part of it as if there were nothing before; ends as places from 0. */
export function curveOfPart({ columns, kept, keys }: Gathered, from = 0, to = kept): Curve {
  const growing = new GrowingCurve(code);
  for (const some of renumbered(columns, keys, from, to)) growing.push(some);
  return growing.curve();
}

/** What is asked for again in a part, while a result is good for a time. */
export function reuseOf({ columns, keys }: Gathered, from: number, to: number, lifetimeMs?: number): Reuse {
  const counter = new ReuseCounter(lifetimeMs);
  for (const some of renumbered(columns, keys, from, to)) counter.push(some);
  return counter.counts();
}

/** The requests of a part, their keys numbered anew in the order in which they come. */
function* renumbered(columns: Columns, keys: number, from: number, to: number): Generator<Requests> {
  if (from === 0) {
    yield* partsOf(columns, from, to);
    return;
  }
  const numbers = new Int32Array(keys).fill(-1);
  let known = 0;
  for (const some of partsOf(columns, from, to)) {
    const { ids } = some;
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] ?? 0;
      if (numbers[id] === -1) numbers[id] = known++;
      ids[at] = numbers[id] ?? 0;
    }
    yield some;
  }
}

/** The estimated curve of so many requests, from those of a sample or from a part of these. */
export function curveOfSample(sample: Gathered, requests: number, from = 0, to = sample.kept): Curve {
  const { columns, keys } = sample;
  const sampled = new SampledCurve(sample, code);
  for (const some of renumbered(columns, keys, from, to)) sampled.push(some);
  return sampled.curve(requests);
}
