import { Ghosts } from '../ghosts.ts';
import type { Policy, PolicySpec, Segment } from '../policy.ts';
import { Segments } from '../segments.ts';
import { SlotList } from '../slotList.ts';

/**
 * Two queues: new entries wait in a FIFO (A1in, a quarter of the cache). Keys that left it are remembered (A1out, half
 * as many as the cache has entries); one that comes back while it is remembered goes into the LRU of the rest (Am).
 */
class TwoQueues implements Policy {
  private readonly waiting: SlotList;
  private readonly lasting: SlotList;
  private readonly segments: Segments;
  private readonly ghosts = new Ghosts();
  private readonly keys: number[] = [];
  private incoming = 0;
  private returning = false;

  constructor(private readonly maxsize: number) {
    this.waiting = new SlotList(maxsize);
    this.lasting = new SlotList(maxsize);
    this.segments = new Segments(this.waiting, this.lasting);
  }

  admit(fingerprint: number): void {
    this.incoming = fingerprint;
    this.returning = this.ghosts.delete(fingerprint);
  }

  insert(slot: number): void {
    this.keys[slot] = this.incoming;
    this.segments.add(slot, this.returning ? this.lasting : this.waiting);
  }

  hit(slot: number): void {
    if (this.segments.of(slot) === this.lasting) this.lasting.renew(slot);
  }

  evict(): number {
    if (this.waiting.size <= Math.floor(this.maxsize * 0.25))
      return this.segments.remove(this.lasting.oldest);
    const slot = this.segments.remove(this.waiting.oldest);
    this.ghosts.push(this.keys[slot]!, Math.floor(this.maxsize * 0.5));
    return slot;
  }

  remove(slot: number): void {
    this.segments.remove(slot);
  }

  clear(): void {
    this.segments.clear();
    this.ghosts.clear();
  }

  layout(): readonly Segment[] {
    return [
      { name: 'waiting', slots: this.waiting, limit: Math.floor(this.maxsize * 0.25) },
      { name: 'lasting', slots: this.lasting },
      { name: 'left', slots: [], ghosts: this.ghosts, limit: Math.floor(this.maxsize * 0.5) },
    ];
  }

  slots(): Iterable<number> {
    return this.segments.slots();
  }
}

/** 2Q, the full version. Keys are listed oldest first: the waiting ones, then the lasting ones. */
export const twoQueues: PolicySpec = {
  id: '2q',
  title: '2Q',
  lesson:
    'New entries wait in a queue; only a key that is asked for again after it has left the queue gets a lasting place. Good against scans.',
  source:
    'T. Johnson and D. Shasha, 2Q: a low overhead high performance buffer management replacement algorithm, VLDB 1994',
  create: ({ maxsize }) => new TwoQueues(maxsize),
};
