import type { Place } from './place.ts';

/** What is told of a cache once. */
export interface Facts extends Place {
  readonly name: string;
  readonly kind: string;
  readonly policy: string;
}

/** How a cache is asked, by its library's own means, which change nothing in it and run nothing of the program's. */
export interface Reading<C extends object = object> {
  size(cache: C, meter: Meter): number;
  /** Null where there is no limit to the number of entries. */
  limit(cache: C): number | null;
  /** Asks for all figures at once, where the cache counts itself. */
  poll?(cache: C, meter: Meter): void;
  /** Evictions where the library, or a sum, tells them; otherwise they are counted as they happen. */
  evictions?(cache: C, meter: Meter): number | null;
}

/** What is counted of one cache. It does not keep the cache alive. */
export class Meter {
  hits = 0;
  misses = 0;
  evictions = 0;
  /** Entries that went in, and those that were taken out. */
  added = 0;
  removed = 0;
  /** Whether one of the library's own methods runs: what it calls itself is no use of the program's. */
  isInside = false;
  /** Hits that were counted here only. */
  untold = 0;
  /** Whether it has changed since it was told of. */
  isDirty = false;
  toldFacts = false;
  size = 0;
  limit: number | null = null;
  private readonly cache: WeakRef<object>;
  private toldEvictions: number | null = 0;
  /** The size is not asked for before, where to ask takes long. */
  private askAgain = 0;

  constructor(
    readonly id: number,
    readonly facts: Facts,
    private readonly reading: Reading,
    cache: object,
  ) {
    this.cache = new WeakRef(cache);
  }

  get isGone(): boolean {
    return this.cache.deref() === undefined;
  }

  /** The entries that there would be had nothing made room or run out. */
  get stock(): number {
    return this.added - this.removed - this.evictions;
  }

  /** Asks for size and limit. Returns whether they are others than before. To ask may take a fiftieth of the time. */
  read(now: number, clock: () => number): boolean {
    const cache = this.cache.deref();
    if (cache === undefined || now < this.askAgain) return false;
    const { hits, misses, evictions, size, limit, reading } = this;
    try {
      if (reading.poll) reading.poll(cache, this);
      else this.size = countOf(reading.size(cache, this)) ?? 0;
      this.limit = countOf(reading.limit(cache));
    } catch {
      // It stays as it was.
    }
    this.askAgain = now + 50 * (clock() - now);
    const isSame = hits === this.hits && misses === this.misses && evictions === this.evictions;
    return !isSame || size !== this.size || limit !== this.limit;
  }

  /** For the last words: what is asked for seldom, too. */
  readInAnyCase(): void {
    this.askAgain = 0;
  }

  counts(): readonly unknown[] {
    const { id, hits, misses, size, limit, reading } = this;
    const cache = this.cache.deref();
    if (reading.evictions === undefined) this.toldEvictions = this.evictions;
    else if (cache !== undefined) this.toldEvictions = reading.evictions(cache, this);
    return [id, hits, misses, this.toldEvictions, size, limit];
  }
}

/** A number that can be told. */
export function countOf(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER
    ? Math.floor(value)
    : null;
}

/** A constructor that returns what it was given: what extends it adds its private fields to any object. */
const Given = function (cache: object): object {
  return cache;
} as unknown as new (cache: object) => object;

/** The meter of a cache, in a private field of the cache: nobody sees it, and it is found at once. */
class Mark extends Given {
  readonly #meter: Meter;

  constructor(cache: object, meter: Meter) {
    super(cache);
    this.#meter = meter;
  }

  static of(cache: object): Meter | undefined {
    return #meter in cache ? cache.#meter : undefined;
  }
}

export const meterOf = (cache: object): Meter | undefined => Mark.of(cache);

export function markWith(cache: object, meter: Meter): void {
  new Mark(cache, meter);
}
