import type { CacheEvent } from '../../engine/index.ts';

/** The largest cache whose entries are kept for a picture. */
export const SMALL = 64;

/** The entries of a small cache, folded from its events: in the order of use, whatever its policy. */
export class Entries {
  /** By key as text where the key is a list of arguments, which is another one each time. */
  private readonly byUse = new Map<unknown, { key: unknown; value: unknown }>();

  constructor(private readonly inspect: (value: unknown) => string) {}

  observe(event: CacheEvent): void {
    const place = Array.isArray(event.key) ? this.inspect(event.key) : event.key;
    if (event.type === 'stored') this.moveToEnd(place, { key: event.key, value: event.value });
    else if (event.type === 'hit') this.moveToEnd(place, this.byUse.get(place));
    else if (event.type === 'removed') this.byUse.delete(place);
  }

  /** As texts, the most recently used first. */
  list(): { key: string; value: string }[] {
    return [...this.byUse.values()].reverse().map(({ key, value }) => {
      const args = Array.isArray(key) ? (key as unknown[]).map(this.inspect).join(', ') : this.inspect(key);
      return { key: args, value: this.inspect(value) };
    });
  }

  private moveToEnd(place: unknown, entry: { key: unknown; value: unknown } | undefined): void {
    if (!entry) return;
    this.byUse.delete(place);
    this.byUse.set(place, entry);
  }
}
