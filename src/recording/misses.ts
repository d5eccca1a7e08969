import { Numbering } from '../engine/numbering.ts';
import { StackDistances } from '../engine/stackDistances.ts';
import { MissCauses, causes, type Cause } from './causes.ts';
import { isRequest, kinds, type Chunk } from './events.ts';
import { eventsOf, optimalHits } from './optimal.ts';
import { EVENTS_PER_SLICE, type Sliced } from './slices.ts';

/**
 * Why a request missed. Where its entry had been evicted it is the `policy`'s doing if the clairvoyant cache of this
 * size would have answered it, and lack of `capacity` otherwise.
 */
export const missClasses = [
  'first',
  'capacity',
  'policy',
  'expired',
  'deleted',
  'cleared',
  'unstored',
] as const;
export type MissClass = (typeof missClasses)[number];

/** Every miss of a cache, as far as events are kept, in columns. */
export interface Misses {
  /** The numbers of the events. */
  readonly numbers: Int32Array;
  /** The place in `missClasses` of the class of each. */
  readonly classes: Uint8Array;
  /** How many entries an LRU cache must have had to answer it; 0 where the key was never asked for before. */
  readonly distances: Int32Array;
}

const places = Object.fromEntries(missClasses.map((name, place) => [name, place])) as Record<
  MissClass,
  number
>;

/** Looks at all events of a cache and classes its misses: they add up to all that are kept. */
export function* missesOf(chunks: readonly Chunk[], cache: number, maxsize: number | null): Sliced<Misses> {
  const events = yield* part(eventsOf(chunks, cache), 0, 0.2);
  const optimal = yield* part(optimalHits(events, maxsize), 0.2, 0.6);
  const numbering = new Numbering(); // The numbers of keys may begin anywhere.
  const distanceOf = new StackDistances();
  const missCauses = new MissCauses();
  const { length } = events.keys;
  const [numbers, classes, distances] = [
    new Int32Array(length),
    new Uint8Array(length),
    new Int32Array(length),
  ];
  let size = 0;
  for (let at = 0; at < length; at++) {
    if (at % EVENTS_PER_SLICE === 0) yield 0.6 + (0.4 * at) / length;
    const kind = events.kinds[at]!;
    const key = events.keys[at]!;
    const cause = causes[missCauses.apply(kind, key)];
    const distance = isRequest(kind) ? distanceOf.request(numbering.numberOf(key)) : 0;
    if (kind !== kinds.miss || cause === undefined) continue;
    numbers[size] = events.numbers[at]!;
    classes[size] = places[classOf(cause, optimal[at] === 1)];
    distances[size++] = Number.isFinite(distance) ? distance : 0;
  }
  return {
    numbers: numbers.slice(0, size),
    classes: classes.slice(0, size),
    distances: distances.slice(0, size),
  };
}

function classOf(cause: Cause, isOptimalHit: boolean): MissClass {
  if (cause !== 'evicted') return cause;
  return isOptimalHit ? 'policy' : 'capacity';
}

/** A computation that is a part of another: its progress goes from one fraction to another. */
export function* part<Result>(work: Sliced<Result>, from: number, to: number): Sliced<Result> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield from + next.value * (to - from);
  }
}
