import type { Requests } from './trace.ts';

/** What a cache with room for everything answers while a result is good for a time. */
export interface Reuse {
  readonly requests: number;
  /** Requests for what was asked for before. */
  readonly repeats: number;
  /** Requests that a cache answers: the repeats that come within the lifetime. */
  readonly hits: number;
  /** How old an answer from the cache is on average, in ms; undefined where times are not known or nothing is answered. */
  readonly ageMs?: number | undefined;
}

/** Counts what is asked for again, and how old the answers are. Takes requests in as they come. */
export class ReuseCounter {
  private requests = 0;
  private repeats = 0;
  private hits = 0;
  private age = 0;
  private hasTimes = true;
  private known = 0;
  /** By key, when the result that is held was made. */
  private madeAt = new Float64Array(1024);

  constructor(
    /** How long a result is good, in ms. Needs the times of the requests. */
    private readonly lifetimeMs = Infinity,
  ) {}

  push({ ids, times }: Requests): void {
    if (!times) this.hasTimes = false;
    for (let at = 0; at < ids.length; at++) this.request(ids[at]!, times?.[at] ?? 0);
    this.requests += ids.length;
  }

  private request(id: number, now: number): void {
    if (id === this.known) {
      this.room(++this.known);
      this.madeAt[id] = now;
      return;
    }
    this.repeats++;
    const age = now - this.madeAt[id]!;
    if (age < this.lifetimeMs) {
      this.hits++;
      this.age += age;
    } else this.madeAt[id] = now;
  }

  private room(keys: number): void {
    if (keys < this.madeAt.length) return;
    const wider = new Float64Array(keys * 2);
    wider.set(this.madeAt);
    this.madeAt = wider;
  }

  counts(): Reuse {
    const { requests, repeats, hits, age } = this;
    return { requests, repeats, hits, ...(this.hasTimes && hits > 0 && { ageMs: age / hits }) };
  }
}

/** What is known of the cost of a function that may be cached, in ms or in money. */
export interface Costs {
  /** What a miss costs: a call of the function. */
  readonly missCost?: number | undefined;
  /** What each request costs in the cache itself, hit or miss. */
  readonly lookupCost?: number | undefined;
  /** Whether the function calls itself: then it is called more often without a cache than was recorded with one. */
  readonly isRecursive?: boolean | undefined;
}

/** Whether a function is worth caching, with room for all its results. */
export interface Worth extends Reuse {
  /** What each request saves on average: hits / requests · missCost − lookupCost. Below 0 it is lost. */
  readonly saving?: number | undefined;
  /**
   * `no repeats`; `too short`: the lifetime ends before the next request; `recursive`: it cannot be told; `depends`: on
   * what a miss costs, which is not known; `too quick`: the cache costs more; or it is.
   */
  readonly verdict: 'empty' | 'no repeats' | 'too short' | 'recursive' | 'depends' | 'too quick' | 'worth it';
}

/** Whether a function is worth caching, from what it was asked for. */
export function worthOf(reuse: Reuse, costs: Costs): Worth {
  const { requests, hits } = reuse;
  const { missCost, lookupCost = 0, isRecursive } = costs;
  const saving =
    missCost === undefined || requests === 0 || isRecursive
      ? undefined
      : (hits / requests) * missCost - lookupCost;
  return { ...reuse, ...(saving !== undefined && { saving }), verdict: verdictOn(reuse, costs, saving) };
}

function verdictOn(
  { requests, repeats, hits }: Reuse,
  { isRecursive }: Costs,
  saving?: number,
): Worth['verdict'] {
  if (requests === 0) return 'empty';
  if (repeats === 0) return 'no repeats';
  if (hits === 0) return 'too short';
  if (isRecursive) return 'recursive';
  if (saving === undefined) return 'depends';
  return saving <= 0 ? 'too quick' : 'worth it';
}
