import { Ghosts } from '../ghosts.ts';
import type { Policy, PolicySpec, Segment } from '../policy.ts';
import { Segments } from '../segments.ts';
import { SlotList } from '../slotList.ts';

/**
 * Adaptive replacement: entries used once (T1) and entries used again (T2), and the ghosts of both (B1, B2). A ghost
 * that returns says which of the two was cut too short, and `target`, the size of T1, moves that way.
 */
class Arc implements Policy {
  private readonly once: SlotList;
  private readonly again: SlotList;
  private readonly segments: Segments;
  private readonly ghostsOnce = new Ghosts();
  private readonly ghostsAgain = new Ghosts();
  private readonly keys: number[] = [];
  private target = 0;
  private incoming = 0;
  private came: 'new' | 'once' | 'again' = 'new';

  constructor(private readonly maxsize: number) {
    this.once = new SlotList(maxsize);
    this.again = new SlotList(maxsize);
    this.segments = new Segments(this.once, this.again);
  }

  admit(fingerprint: number): void {
    const { ghostsOnce: b1, ghostsAgain: b2 } = this;
    const [size1, size2] = [b1.size, b2.size];
    this.incoming = fingerprint;
    this.came = b1.delete(fingerprint) ? 'once' : b2.delete(fingerprint) ? 'again' : 'new';
    if (this.came === 'once') this.target = Math.min(this.target + Math.max(size2 / size1, 1), this.maxsize);
    if (this.came === 'again') this.target = Math.max(this.target - Math.max(size1 / size2, 1), 0);
    if (this.came === 'new' && this.once.size + b1.size >= this.maxsize) b1.shift();
    else if (this.came === 'new' && this.once.size + this.again.size + b1.size + b2.size >= 2 * this.maxsize)
      b2.shift();
  }

  insert(slot: number): void {
    this.keys[slot] = this.incoming;
    this.segments.add(slot, this.came === 'new' ? this.once : this.again);
  }

  hit(slot: number): void {
    this.segments.move(slot, this.again);
  }

  evict(): number {
    const { size } = this.once;
    const tooLong = size > this.target || (this.came === 'again' && size === this.target);
    const fromOnce = this.again.size === 0 || (size > 0 && tooLong);
    const slot = this.segments.remove(fromOnce ? this.once.oldest : this.again.oldest);
    const ghosts = fromOnce ? this.ghostsOnce : this.ghostsAgain;
    if (size < this.maxsize || this.came === 'again') ghosts.push(this.keys[slot]!, this.maxsize);
    return slot;
  }

  remove(slot: number): void {
    this.segments.remove(slot);
  }

  clear(): void {
    this.segments.clear();
    this.ghostsOnce.clear();
    this.ghostsAgain.clear();
    this.target = 0;
  }

  layout(): readonly Segment[] {
    return [
      { name: 'once left', slots: [], ghosts: this.ghostsOnce },
      { name: 'once', slots: this.once, limit: this.target },
      { name: 'again', slots: this.again, limit: this.maxsize - this.target },
      { name: 'again left', slots: [], ghosts: this.ghostsAgain },
    ];
  }

  slots(): Iterable<number> {
    return this.segments.slots();
  }
}

/** ARC. Keys are listed least recently used first: those used once, then those used again. */
export const arc: PolicySpec = {
  id: 'arc',
  title: 'ARC',
  lesson:
    'Two LRU lists, for what was used once and what was used again, that learn from their mistakes how to share the space. Needs no tuning.',
  source: 'N. Megiddo and D. S. Modha, ARC: a self-tuning, low overhead replacement cache, USENIX FAST 2003',
  create: ({ maxsize }) => new Arc(maxsize),
};
