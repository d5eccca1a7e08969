import { optimal, policies } from '../engine/index.ts';
import { isRequest, kinds, type Chunk } from './events.ts';
import { part } from './misses.ts';
import { eventsOf, optimalHits, type EventsOfCache } from './optimal.ts';
import { EVENTS_PER_SLICE, type Sliced } from './slices.ts';

/** How many points a line of a race has at most. */
const POINTS = 200;

/** One policy on the requests of a cache. */
export interface Lane {
  /** The id of the policy, `recorded` for the cache as it was, `opt` for the clairvoyant one. */
  readonly policy: string;
  /** At each place of `Race.requests`, how many of the requests until then were hits. */
  readonly hits: readonly number[];
  /** The number of the first request that it answers otherwise than the recorded cache did; 0 where there is none. */
  readonly parts: number;
}

/** Policies side by side on the same requests. */
export interface Race {
  /** How many requests lie before each point. */
  readonly requests: readonly number[];
  /** The numbers of the events at the points. */
  readonly numbers: readonly number[];
  readonly lanes: readonly Lane[];
}

/** What all who race have in common. */
export interface Field {
  readonly maxsize: number | null;
  readonly seed: number;
  readonly printOf: (key: number) => number;
}

/**
 * Lets all policies race on the requests of a cache, as far as they are kept: each begins empty, with the same maxsize, and
 * stores what it misses. Deletes, clears and lifetimes are left out but for the recorded cache and the clairvoyant one.
 */
export function* raceOf(chunks: readonly Chunk[], cache: number, field: Field): Sliced<Race> {
  const events = yield* part(eventsOf(chunks, cache), 0, 0.1);
  const places = requestsOf(events);
  const share = 0.9 / (policies.length + 1);
  const recorded = Uint8Array.from(places, (at) => Number(events.kinds[at] === kinds.hit));
  const best = yield* part(optimalHits(events, field.maxsize), 0.1, 0.1 + share);
  const outcomes: [policy: string, hits: Uint8Array][] = [
    ['recorded', recorded],
    [optimal.id, Uint8Array.from(places, (at) => best[at]!)],
  ];
  for (const [index, { id }] of policies.entries()) {
    const from = 0.1 + share * (index + 1);
    const keys = places.map((at) => events.keys[at]!);
    const hits = yield* part(run(id, field, keys), from, from + share);
    outcomes.push([id, hits]);
  }
  const requests = pointsOf(places.length);
  return {
    requests,
    numbers: requests.map((count) => events.numbers[places[count - 1] ?? 0] ?? 0),
    lanes: outcomes.map(([policy, hits]) => {
      const first = hits.findIndex((hit, place) => hit !== recorded[place]);
      return {
        policy,
        hits: sums(hits, requests),
        parts: first < 0 ? 0 : events.numbers[places[first]!]!,
      };
    }),
  };
}

/** Where the requests are among the events. */
function requestsOf({ kinds: kind }: EventsOfCache): Int32Array {
  const places: number[] = [];
  for (let at = 0; at < kind.length; at++) if (isRequest(kind[at]!)) places.push(at);
  return Int32Array.from(places);
}

/** Runs requests through a policy as the engine's `simulate` does, with the true fingerprints of the keys. */
function* run(policyId: string, { maxsize, seed, printOf }: Field, keys: Int32Array): Sliced<Uint8Array> {
  const limit = maxsize ?? Infinity;
  const policy = policies.find(({ id }) => id === policyId)!.create({ maxsize: limit, seed });
  const slots = new Map<number, number>();
  const keyOfSlot: number[] = [];
  const hits = new Uint8Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    if (at % EVENTS_PER_SLICE === 0) yield at / keys.length;
    const key = keys[at]!;
    const present = slots.get(key);
    if (present !== undefined) {
      hits[at] = 1;
      policy.hit(present);
    } else if (limit > 0) {
      policy.admit?.(printOf(key));
      const isFull = slots.size === limit;
      const slot = isFull ? policy.evict() : slots.size + 1;
      if (isFull) slots.delete(keyOfSlot[slot]!);
      keyOfSlot[slot] = key;
      slots.set(key, slot);
      policy.insert(slot);
    }
  }
  return hits;
}

/** Counts of requests in even steps; the last is all of them. */
function pointsOf(requests: number): number[] {
  const step = Math.max(1, Math.ceil(requests / POINTS));
  const points = Array.from({ length: Math.floor(requests / step) }, (_, index) => (index + 1) * step);
  if (points.at(-1) !== requests && requests > 0) points.push(requests);
  return points;
}

function sums(hits: Uint8Array, requests: readonly number[]): number[] {
  const found: number[] = [];
  let sum = 0;
  let at = 0;
  for (const count of requests) {
    while (at < count) sum += hits[at++]!;
    found.push(sum);
  }
  return found;
}
