import {
  CHUNK,
  Curve,
  GROUPS,
  GrowingCurve,
  hashOf,
  INTERVAL,
  LEAST_KEYS,
  part,
  ReuseCounter,
  sizesToDraw,
  spreadSeed,
  standardError,
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

/**
 * The curve of all requests from those of a sample, or from a part of these: a key of the sample stands for `1 / rate`
 * of them, and so does each entry (SHARDS; Waldspurger et al., FAST 2015). How far it may be off is said by groups of
 * its keys, each of which is a sample at a part of the rate.
 */
export function curveOfSample(sample: Gathered, requests: number, from = 0, to = sample.kept): Curve {
  const { columns, keys, rate } = sample;
  const whole = new GrowingCurve(code);
  const groups = Array.from({ length: GROUPS }, () => new GrowingCurve(code));
  // As by chance: groups that all had as many keys would hide how much their number differs from sample to sample.
  const seed = spreadSeed(sample.kept);
  const groupOf = Uint8Array.from({ length: keys }, (_, id) => hashOf(id, seed) % GROUPS);
  const numbers = numbersIn(groupOf);
  for (const some of renumbered(columns, keys, from, to)) {
    whole.push(some);
    groups.forEach((group, place) => {
      const ids = some.ids.filter((id) => groupOf[id] === place);
      group.push({ ids: ids.map((id) => numbers[id] ?? 0) });
    });
  }
  return estimated(
    whole.curve(),
    groups.map((group) => group.curve()),
    rate,
    requests,
  );
}

/** The number that each key has in its group. */
function numbersIn(groupOf: Uint8Array): Int32Array {
  const known = new Int32Array(GROUPS);
  return Int32Array.from(groupOf, (group) => {
    const number = known[group] ?? 0;
    known[group] = number + 1;
    return number;
  });
}

/** What the exact curves of a sample and of its groups say of all requests. */
function estimated(curve: Curve, groups: readonly Curve[], rate: number, requests: number): Curve {
  // From `enough` on no size has more hits, however few keys there are.
  const least = Math.min(LEAST_KEYS, curve.enough);
  const told = sizesToDraw(curve, 2000).filter((size) => size > 0 && size >= least);
  const sizes = [0, ...told.map((size) => Math.round(size / rate))];
  const hits = Float64Array.from(sizes, (size) => hitsBySample(curve, rate, size, requests));
  for (let at = 1; at < hits.length; at++) hits[at] = Math.max(hits[at - 1] ?? 0, hits[at] ?? 0);
  const error = Float64Array.from(sizes, (size) => {
    const ratios = groups.map((group) => hitsBySample(group, rate / GROUPS, size, requests) / requests);
    return size === 0 ? 0 : INTERVAL * standardError(ratios);
  });
  const distinct = Math.round(curve.distinct / rate);
  return new Curve({ requests, distinct, hits, sizes: Float64Array.from(sizes), error });
}

/**
 * What the sample has too few of, or too many, are requests for the most popular keys, which every size answers: they
 * are added as hits.
 */
function hitsBySample(curve: Curve, rate: number, size: number, requests: number): number {
  if (size === 0) return 0;
  const missing = requests * rate - curve.requests;
  return Math.min(requests, Math.max(0, (curve.hits(size * rate) + missing) / rate));
}

/** The same for what is asked for again: what the sample misses stands for `1 / rate` misses. */
export function reuseOfSample(reuse: Reuse, rate: number, requests: number): Reuse {
  const whole = (hits: number): number => Math.max(0, requests - Math.round((reuse.requests - hits) / rate));
  return { ...reuse, requests, repeats: whole(reuse.repeats), hits: whole(reuse.hits) };
}

/** How far a ratio of a run over a sample may be off by chance: two standard errors of a share of so many keys, at most. */
export function errorOf(keys: number): number {
  return 1 / Math.sqrt(Math.max(1, keys));
}
