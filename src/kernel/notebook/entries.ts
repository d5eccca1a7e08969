import type { CacheEvent } from '../../engine/index.ts';
import type { CacheEntry } from '../../protocol/values.ts';

/** The largest cache whose entries are kept for a picture. */
export const SMALL = 64;

interface Entry {
  readonly key: unknown;
  value: unknown;
  /** When it came, as a number that only grows. */
  readonly arrival: number;
  uses: number;
}

/**
 * By policy, the number whose least value leaves a full cache; of equals the least recently used one. Policies that
 * decide by more than that are not here: of them nobody can say who leaves next without asking them to evict.
 */
const LEAST_LEAVES: Readonly<Record<string, (entry: Entry, useOrder: number) => number>> = {
  lru: (_, useOrder) => useOrder,
  mru: (_, useOrder) => -useOrder,
  fifo: ({ arrival }) => arrival,
  lifo: ({ arrival }) => -arrival,
  lfu: ({ uses }) => uses,
};

/** The entries of a small cache, folded from its events: in the order of use, whatever its policy. */
export class Entries {
  /** By key as text where the key is a list of arguments, which is another one each time. */
  private readonly byUse = new Map<unknown, Entry>();
  private arrivals = 0;

  constructor(
    private readonly inspect: (value: unknown) => string,
    private readonly policy: string,
  ) {}

  observe(event: CacheEvent): void {
    const place = Array.isArray(event.key) ? this.inspect(event.key) : event.key;
    const known = this.byUse.get(place);
    if (event.type === 'stored') {
      const entry = known ?? { key: event.key, value: undefined, arrival: ++this.arrivals, uses: 0 };
      entry.value = event.value;
      this.use(place, entry);
    } else if (event.type === 'hit') {
      if (known) this.use(place, known);
    } else if (event.type === 'removed' && event.cause !== 'replaced') {
      this.byUse.delete(place); // One that is replaced is stored next, and keeps what it has earned.
    }
  }

  /** As texts, the most recently used first. */
  list(): CacheEntry[] {
    const next = this.next();
    return [...this.byUse.values()].reverse().map((entry) => {
      const { key, value } = entry;
      const args = Array.isArray(key) ? (key as unknown[]).map(this.inspect).join(', ') : this.inspect(key);
      return { key: args, value: this.inspect(value), ...(entry === next && { next: true }) };
    });
  }

  private next(): Entry | undefined {
    const rank = LEAST_LEAVES[this.policy];
    if (!rank) return undefined;
    const ranked = [...this.byUse.values()].map((entry, useOrder) => ({
      entry,
      rank: rank(entry, useOrder),
    }));
    const [first, ...others] = ranked;
    return others.reduce((least, each) => (each.rank < (least?.rank ?? 0) ? each : least), first)?.entry;
  }

  private use(place: unknown, entry: Entry): void {
    entry.uses++;
    this.byUse.delete(place);
    this.byUse.set(place, entry);
  }
}
