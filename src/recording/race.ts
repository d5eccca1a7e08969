import { optimal, policies, type Policy } from '../engine/index.ts';
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
 * Lets all policies race on what happened to a cache, as far as it is kept: each begins empty, with the same maxsize, and
 * stores, deletes and clears when the recorded one did. So its own policy does the same again.
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
    const hits = yield* part(run(id, field, events), from, from + share);
    outcomes.push([id, Uint8Array.from(places, (at) => hits[at]!)]);
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

/** Runs what happened to a cache through another policy. Gives 1 for each request that it answers. */
function* run(
  policyId: string,
  { maxsize, seed, printOf }: Field,
  events: EventsOfCache,
): Sliced<Uint8Array> {
  const { kinds: kind, keys } = events;
  const cache = new RacingCache(policyId, maxsize ?? Infinity, seed, printOf);
  const hits = new Uint8Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    if (at % EVENTS_PER_SLICE === 0) yield at / keys.length;
    const key = keys[at]!;
    switch (kind[at]!) {
      case kinds.hit:
        // The recorded cache had it: nothing was stored then, so this one stores what it lacks at once.
        if (cache.use(key)) hits[at] = 1;
        else cache.store(key);
        break;
      case kinds.miss:
      case kinds.joined:
      case kinds.remote:
        if (cache.use(key)) hits[at] = 1;
        break;
      case kinds.stored:
      case kinds.renewed:
        cache.store(key);
        break;
      case kinds.updated:
        if (!cache.use(key)) cache.store(key);
        break;
      case kinds.expired:
      case kinds.deleted:
      case kinds.invalidated:
        cache.remove(key);
        break;
      case kinds.cleared:
      case kinds.resumed: // What is there follows.
      case kinds.expiredAll:
        cache.clear();
        break;
    }
  }
  return hits;
}

/** A cache of keys with any policy of the engine, which decides by the true fingerprints. */
class RacingCache {
  private readonly policy: Policy;
  private readonly slots = new Map<number, number>();
  private keyOfSlot: number[] = [];
  private readonly free: number[] = [];

  constructor(
    policyId: string,
    private readonly limit: number,
    seed: number,
    private readonly printOf: (key: number) => number,
  ) {
    this.policy = policies.find(({ id }) => id === policyId)!.create({ maxsize: limit, seed });
  }

  use(key: number): boolean {
    const slot = this.slots.get(key);
    if (slot !== undefined) this.policy.hit(slot);
    return slot !== undefined;
  }

  /** Stores a key that is not there yet. */
  store(key: number): void {
    if (this.limit === 0 || this.slots.has(key)) return;
    this.policy.admit?.(this.printOf(key));
    const slot = this.slots.size === this.limit ? this.evict() : (this.free.pop() ?? this.slots.size + 1);
    this.keyOfSlot[slot] = key;
    this.slots.set(key, slot);
    this.policy.insert(slot);
  }

  remove(key: number): void {
    const slot = this.slots.get(key);
    if (slot === undefined) return;
    this.policy.remove(slot);
    this.slots.delete(key);
    this.free.push(slot);
  }

  clear(): void {
    this.policy.clear();
    this.slots.clear();
    this.keyOfSlot = [];
    this.free.length = 0;
  }

  private evict(): number {
    const slot = this.policy.evict();
    this.slots.delete(this.keyOfSlot[slot]!);
    return slot;
  }
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
