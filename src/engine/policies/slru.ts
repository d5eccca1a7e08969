import type { Policy, PolicySpec, Segment } from '../policy.ts';
import { Segments } from '../segments.ts';
import { SlotList } from '../slotList.ts';

/**
 * Segmented LRU: new entries are on probation; the first hit moves them into the protected four fifths of the cache.
 * Who is pushed out there goes back on probation. Only entries on probation leave.
 */
class Slru implements Policy {
  private readonly probation: SlotList;
  private readonly guarded: SlotList;
  private readonly segments: Segments;
  private readonly mostGuarded: number;

  constructor(maxsize: number) {
    this.probation = new SlotList(maxsize);
    this.guarded = new SlotList(maxsize);
    this.segments = new Segments(this.probation, this.guarded);
    this.mostGuarded = Math.floor(maxsize * 0.8);
  }

  insert(slot: number): void {
    this.segments.add(slot, this.probation);
  }

  hit(slot: number): void {
    this.segments.move(slot, this.guarded);
    if (this.guarded.size > this.mostGuarded) this.segments.move(this.guarded.oldest, this.probation);
  }

  evict(): number {
    return this.segments.remove(this.probation.oldest);
  }

  remove(slot: number): void {
    this.segments.remove(slot);
  }

  clear(): void {
    this.segments.clear();
  }

  layout(): readonly Segment[] {
    return [
      { name: 'probation', slots: this.probation },
      { name: 'protected', slots: this.guarded, limit: this.mostGuarded },
    ];
  }

  slots(): Iterable<number> {
    return this.segments.slots();
  }
}

/** Segmented LRU. Keys are listed from the next victim to the safest: on probation, then protected. */
export const slru: PolicySpec = {
  id: 'slru',
  title: 'SLRU',
  lesson:
    'LRU in two parts: only what was used twice reaches the protected part. Good against scans that read everything once.',
  source:
    'R. Karedla, J. S. Love and B. G. Wherry, Caching strategies to improve disk system performance, IEEE Computer, 1994',
  create: ({ maxsize }) => new Slru(maxsize),
};
