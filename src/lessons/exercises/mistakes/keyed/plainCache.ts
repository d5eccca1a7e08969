/** What `get` answers: a number, or whatever a mistake makes of it. */
export type Answered = number | string;

export interface PlainEntry {
  value: number;
  uses: number;
  /** The moment of the last use, and that of the arrival: each moment comes once. */
  stamp: number;
  readonly came: number;
}

/** A cache as slow and as plain as can be, for a mistake to change one thing of it. This one is LRU. */
export class PlainCache {
  protected entries = new Map<number, PlainEntry>();
  protected now = 0;

  constructor(protected capacity: number) {}

  get(key: number): Answered {
    const entry = this.entries.get(key);
    if (!entry) return this.missing();
    this.use(entry);
    return entry.value;
  }

  put(key: number, value: number): void {
    const entry = this.entries.get(key);
    if (entry) this.overwrite(key, entry, value);
    else this.insert(key, value);
  }

  protected missing(): Answered {
    return -1;
  }

  protected overwrite(_key: number, entry: PlainEntry, value: number): void {
    entry.value = value;
    this.use(entry);
  }

  protected insert(key: number, value: number): void {
    if (this.entries.size >= this.capacity) this.evict();
    this.add(key, value);
  }

  protected add(key: number, value: number): void {
    const now = ++this.now;
    this.entries.set(key, { value, uses: 1, stamp: now, came: now });
  }

  protected use(entry: PlainEntry): void {
    entry.uses++;
    entry.stamp = ++this.now;
  }

  protected evict(): void {
    const victim = this.victim();
    if (victim !== undefined) this.entries.delete(victim);
  }

  /** Who leaves next. */
  protected victim(): number | undefined {
    let [best] = this.entries;
    for (const each of this.entries) if (best && this.compare(each[1], best[1]) < 0) best = each;
    return best?.[0];
  }

  /** Below 0 where `a` leaves before `b`. */
  protected compare(a: PlainEntry, b: PlainEntry): number {
    return a.stamp - b.stamp;
  }
}

/** The same, evicting the least frequently used. */
export class PlainLfu extends PlainCache {
  protected override compare(a: PlainEntry, b: PlainEntry): number {
    return a.uses - b.uses || a.stamp - b.stamp;
  }
}

/** The plain caches that mistakes are made of, by the id of the exercise. */
export const plainCaches = { lru: PlainCache, lfu: PlainLfu } as const;
export type Plain = typeof PlainCache;
