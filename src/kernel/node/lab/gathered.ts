import {
  CHUNK,
  Curve,
  GrowingCurve,
  ReuseCounter,
  sizesToDraw,
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
  readonly prints: Float64Array;
  /** The number that a key had when it was read. */
  readonly numberOf: (id: number) => number;
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

/** What is left of requests when only some keys are looked at; `numbers` are those they had, rising. */
export function sampled({ columns, kept, keys, prints }: Gathered, numbers: Int32Array): Gathered {
  const placeOf = new Int32Array(keys).fill(-1);
  numbers.forEach((number, place) => (placeOf[number] = place));
  const left: Columns = {
    ids: new Spool(),
    ...(columns.sizes && { sizes: new Spool() }),
    ...(columns.times && { times: new Spool() }),
  };
  let count = 0;
  for (const { ids, sizes, times } of partsOf(columns, 0, kept)) {
    let of = 0;
    for (let at = 0; at < ids.length; at++) {
      const place = placeOf[ids[at] ?? 0] ?? -1;
      if (place < 0) continue;
      ids[of] = place;
      if (sizes) sizes[of] = sizes[at] ?? 0;
      if (times) times[of] = times[at] ?? 0;
      of++;
    }
    left.ids.append(ids.subarray(0, of));
    if (sizes) left.sizes?.append(sizes.subarray(0, of));
    if (times) left.times?.append(times.subarray(0, of));
    count += of;
  }
  for (const spool of [columns.ids, columns.sizes, columns.times]) spool?.close();
  return {
    columns: left,
    kept: count,
    keys: numbers.length,
    prints: Float64Array.from(numbers, (number) => prints[number] ?? 0),
    numberOf: (id) => numbers[id] ?? id,
  };
}

/** The exact curve of what was gathered, or of a part of it as if there were nothing before; ends as places from 0. */
export function curveOfPart({ columns, kept, keys }: Gathered, from = 0, to = kept): Curve {
  const growing = new GrowingCurve(code);
  for (const part of renumbered(columns, keys, from, to)) growing.push(part);
  return growing.curve();
}

/** What is asked for again in a part, while a result is good for a time. */
export function reuseOf({ columns, keys }: Gathered, from: number, to: number, lifetimeMs?: number): Reuse {
  const counter = new ReuseCounter(lifetimeMs);
  for (const part of renumbered(columns, keys, from, to)) counter.push(part);
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
  for (const part of partsOf(columns, from, to)) {
    const { ids } = part;
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] ?? 0;
      if (numbers[id] === -1) numbers[id] = known++;
      ids[at] = numbers[id] ?? 0;
    }
    yield part;
  }
}

/**
 * The curve of all requests from those of a sample: a key of the sample stands for `1 / rate` of them, and so does each
 * entry. What the sample has too few of, or too many, are requests for the most popular keys, which every size answers
 * (Waldspurger et al., FAST 2015).
 */
export function curveOfSample(curve: Curve, rate: number, requests: number): Curve {
  const missing = requests * rate - curve.requests;
  const places = sizesToDraw(curve, 2000);
  const estimate = (place: number): number =>
    place === 0 ? 0 : Math.min(requests, Math.max(0, (curve.hits(place) + missing) / rate));
  const hits = Float64Array.from(places, estimate);
  for (let at = 1; at < hits.length; at++) hits[at] = Math.max(hits[at - 1] ?? 0, hits[at] ?? 0);
  return new Curve({
    requests,
    distinct: Math.round(curve.distinct / rate),
    hits,
    sizes: Float64Array.from(places, (place) => Math.round(place / rate)),
    error: new Float64Array(places.length).fill(errorOf(curve.distinct)),
  });
}

/** The same for what is asked for again: what the sample misses stands for `1 / rate` misses. */
export function reuseOfSample(reuse: Reuse, rate: number, requests: number): Reuse {
  const whole = (hits: number): number => Math.max(0, requests - Math.round((reuse.requests - hits) / rate));
  return { ...reuse, requests, repeats: whole(reuse.repeats), hits: whole(reuse.hits) };
}

/** How far a ratio may be off by chance: two standard errors of a share of so many keys, at most. */
export function errorOf(keys: number): number {
  return 1 / Math.sqrt(Math.max(1, keys));
}

/** The exact curves of the four quarters of the requests, each as if there were no others. */
export function quartersOf(gathered: Gathered): Curve[] {
  const end = (quarter: number): number => Math.floor((gathered.kept * quarter) / 4);
  return [0, 1, 2, 3].map((quarter) => curveOfPart(gathered, end(quarter), end(quarter + 1)));
}
