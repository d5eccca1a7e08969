import { kinds } from './events.ts';
import { KEYS } from './keyNumbers.ts';

const { miss, stored, evicted, expired, deleted, cleared, expiredAll, resumed, invalidated } = kinds;

/**
 * Why a request missed: `first` asked for, or not for long; `unstored`: asked for before and never kept; `evicted`,
 * `expired`, `deleted`, `cleared`: what became of its entry last. What was invalidated counts as deleted.
 */
export const causes = ['first', 'unstored', 'evicted', 'expired', 'deleted', 'cleared'] as const;
export type Cause = (typeof causes)[number];

/** What became of a key: the place of a cause, or `stays`. */
const fates = { first: 0, unstored: 1, evicted: 2, expired: 3, deleted: 4, cleared: 5, stays: 6 } as const;

/** Why each miss of one cache missed: one pass, forwards, one byte a key. Adds up to the misses of all its requests. */
export class MissCauses {
  /** How often each of `causes` was it, since the cache was made: a clear takes nothing back. */
  readonly counts = new Float64Array(causes.length);
  private fate = new Uint8Array(16);
  private readonly present = new Set<number>();
  /** Keys up to this number are never missed again, because numbering has begun anew. */
  private base = 0;

  /** Takes in an event of this cache; returns the place of its cause in `causes`, -1 where it is no miss. */
  apply(kind: number, key: number): number {
    switch (kind) {
      case miss:
        return this.miss(key);
      case stored:
        this.present.add(key);
        this.decide(key, fates.stays);
        break;
      case evicted:
        this.leave(key, fates.evicted);
        break;
      case expired:
        this.leave(key, fates.expired);
        break;
      case deleted:
      case invalidated:
        this.leave(key, fates.deleted);
        break;
      case cleared:
        for (const each of this.present) this.leave(each, fates.cleared);
        break;
      case resumed:
        for (const each of this.present) this.leave(each, fates.evicted); // Those that are there still follow.
        break;
      case expiredAll:
        for (const each of this.present) this.leave(each, fates.expired);
        break;
    }
    return -1;
  }

  private miss(key: number): number {
    const fate = this.fate[key - this.base] ?? fates.first;
    // An inner call has stored it while an outer one of the same key was still running: nothing was kept when it began.
    const cause = fate === fates.stays ? fates.unstored : fate;
    if (fate === fates.first) this.decide(key, fates.unstored);
    this.counts[cause]!++;
    return cause;
  }

  private leave(key: number, fate: number): void {
    this.present.delete(key);
    this.decide(key, fate);
  }

  private decide(key: number, fate: number): void {
    if (key > this.base + KEYS) this.beginAnew(key);
    const place = key - this.base;
    if (place < 0) return;
    if (place >= this.fate.length) this.grow(place);
    this.fate[place] = fate;
  }

  private beginAnew(key: number): void {
    this.base = Math.floor((key - 1) / KEYS) * KEYS;
    this.fate = new Uint8Array(16);
  }

  private grow(place: number): void {
    const longer = new Uint8Array(Math.max(place + 1, this.fate.length * 2));
    longer.set(this.fate);
    this.fate = longer;
  }
}
