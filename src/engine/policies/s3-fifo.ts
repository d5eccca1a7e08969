import { Ghosts } from '../ghosts.ts';
import type { Policy, PolicySpec, Segment } from '../policy.ts';
import { Segments } from '../segments.ts';
import { SlotList } from '../slotList.ts';

/**
 * Three FIFO queues: a small one (a tenth of the cache) for new entries, a main one, and the ghosts of those that left
 * the small one. Two uses in the small queue, or a return as a ghost, lead into the main queue; there every use, up
 * to three, is another round.
 */
class S3Fifo implements Policy {
  private readonly small: SlotList;
  private readonly main: SlotList;
  private readonly segments: Segments;
  private readonly ghosts = new Ghosts();
  private readonly keys: number[] = [];
  private readonly uses: number[] = [];
  private readonly mostMain: number;
  private readonly mostGhosts: number;
  private incoming = 0;
  private returning = false;

  constructor(maxsize: number) {
    this.small = new SlotList(maxsize);
    this.main = new SlotList(maxsize);
    this.segments = new Segments(this.small, this.main);
    this.mostMain = maxsize === Infinity ? Infinity : maxsize - Math.floor(maxsize * 0.1);
    this.mostGhosts = Math.floor(maxsize * 0.9);
  }

  admit(fingerprint: number): void {
    this.incoming = fingerprint;
    this.returning = this.ghosts.delete(fingerprint);
  }

  insert(slot: number): void {
    this.keys[slot] = this.incoming;
    this.uses[slot] = 0;
    this.segments.add(slot, this.returning ? this.main : this.small);
  }

  hit(slot: number): void {
    this.uses[slot] = Math.min(this.uses[slot]! + 1, 3);
  }

  evict(): number {
    if (this.main.size <= this.mostMain) {
      for (let slot = this.small.oldest; slot !== 0; slot = this.small.oldest) {
        if (this.uses[slot]! < 2) return this.leaveAsGhost(slot);
        this.uses[slot] = 0;
        this.segments.move(slot, this.main);
      }
    }
    let slot = this.main.oldest;
    for (; this.uses[slot]! > 0; slot = this.main.oldest) {
      this.uses[slot]!--;
      this.main.renew(slot);
    }
    return this.segments.remove(slot);
  }

  remove(slot: number): void {
    this.segments.remove(slot);
  }

  clear(): void {
    this.segments.clear();
    this.ghosts.clear();
  }

  layout(): readonly Segment[] {
    const mark = (slot: number): number => this.uses[slot]!;
    return [
      { name: 'small', slots: this.small, mark },
      { name: 'main', slots: this.main, limit: this.mostMain, mark },
      { name: 'left', slots: [], ghosts: this.ghosts, limit: this.mostGhosts },
    ];
  }

  slots(): Iterable<number> {
    return this.segments.slots();
  }

  private leaveAsGhost(slot: number): number {
    this.ghosts.push(this.keys[slot]!, this.mostGhosts);
    return this.segments.remove(slot);
  }
}

/** S3-FIFO. Keys are listed oldest first: the small queue, then the main one. */
export const s3Fifo: PolicySpec = {
  id: 's3-fifo',
  title: 'S3-FIFO',
  lesson:
    'A small queue filters out what is wanted only once before it can fill the cache. Three plain queues, and a hit only counts.',
  source:
    'J. Yang, Y. Zhang, Z. Qiu, Y. Yue and K. V. Rashmi, FIFO queues are all you need for cache eviction, ACM SOSP 2023',
  create: ({ maxsize }) => new S3Fifo(maxsize),
};
