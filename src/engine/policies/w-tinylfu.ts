import { FrequencySketch } from '../frequencySketch.ts';
import type { Policy, PolicySpec, Segment } from '../policy.ts';
import { Segments } from '../segments.ts';
import { SlotList } from '../slotList.ts';

/**
 * Window TinyLFU: new entries pass through a small LRU window (a hundredth of the cache). Who leaves it must have been
 * used more often than the next victim of the main part, a segmented LRU, or it leaves altogether.
 */
class WindowTinyLfu implements Policy {
  private readonly window: SlotList;
  private readonly probation: SlotList;
  private readonly guarded: SlotList;
  private readonly segments: Segments;
  private readonly sketch: FrequencySketch;
  private readonly keys: number[] = [];
  private readonly mostWindow: number;
  private readonly mostGuarded: number;
  private incoming = 0;

  constructor(maxsize: number) {
    const main = Math.floor(maxsize * 0.99);
    this.mostWindow = maxsize === Infinity ? Infinity : maxsize - main;
    this.mostGuarded = Math.floor(main * 0.8);
    this.window = new SlotList(maxsize);
    this.probation = new SlotList(maxsize);
    this.guarded = new SlotList(maxsize);
    this.segments = new Segments(this.window, this.probation, this.guarded);
    this.sketch = new FrequencySketch(maxsize);
  }

  admit(fingerprint: number): void {
    this.incoming = fingerprint;
    this.sketch.increment(fingerprint);
  }

  insert(slot: number): void {
    this.keys[slot] = this.incoming;
    this.segments.add(slot, this.window);
    if (this.window.size > this.mostWindow) this.segments.move(this.window.oldest, this.probation);
  }

  hit(slot: number): void {
    this.sketch.increment(this.keys[slot]!);
    const segment = this.segments.of(slot);
    this.segments.move(slot, segment === this.probation ? this.guarded : segment);
    if (this.guarded.size > this.mostGuarded) this.segments.move(this.guarded.oldest, this.probation);
  }

  evict(): number {
    const candidate = this.window.oldest;
    const victim = this.probation.oldest;
    if (victim === 0 || this.uses(candidate) <= this.uses(victim)) return this.segments.remove(candidate);
    this.segments.move(candidate, this.probation);
    return this.segments.remove(victim);
  }

  remove(slot: number): void {
    this.segments.remove(slot);
  }

  clear(): void {
    this.segments.clear();
    this.sketch.clear();
  }

  layout(): readonly Segment[] {
    const mark = (slot: number): number => this.uses(slot);
    return [
      { name: 'window', slots: this.window, limit: this.mostWindow, mark },
      { name: 'probation', slots: this.probation, mark },
      { name: 'protected', slots: this.guarded, limit: this.mostGuarded, mark },
    ];
  }

  slots(): Iterable<number> {
    return this.segments.slots();
  }

  private uses(slot: number): number {
    return this.sketch.frequency(this.keys[slot]!);
  }
}

/** W-TinyLFU. Keys are listed least recently used first: window, probation, protected. */
export const windowTinyLfu: PolicySpec = {
  id: 'w-tinylfu',
  title: 'W-TinyLFU',
  lesson:
    'A sketch estimates how often each key was asked for, also keys that are gone, and only the more popular ones get in. Hard to beat on skewed work.',
  source:
    'G. Einziger, R. Friedman and B. Manes, TinyLFU: a highly efficient cache admission policy, ACM Transactions on Storage, 2017',
  create: ({ maxsize }) => new WindowTinyLfu(maxsize),
};
