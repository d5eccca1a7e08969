import type { LoopSettings } from '../loops/loop.ts';
import { CompiledLoop } from './loop.ts';

/** FIFO by `src/assembly/fifo.ts`. */
export class FifoLoop extends CompiledLoop<'inside' | 'ring'> {
  /** How long the ring is, and where in it the next key goes. */
  private length = 0;
  private place = 0;

  constructor(code: WebAssembly.Module, settings: LoopSettings) {
    super(code, settings, ['inside', 'ring']);
  }

  *ids(): Generator<number> {
    const ring = this.regions.words('ring');
    const { length, place, size } = this;
    const first = size === length ? place : 0;
    for (let step = 0; step < size; step++) yield ring[(first + step) % length]! - 1;
  }

  protected lengths(keys: number): Readonly<Record<'inside' | 'ring', number>> {
    return { inside: keys + 1, ring: 4 * Math.min(this.limit, keys) };
  }

  protected override grow(keys: number): void {
    super.grow(keys);
    const length = Math.min(this.limit, keys);
    // A ring that grows has not come round: all keys that there were are in it, in their order.
    if (length > this.length) this.place = this.size;
    this.length = length;
  }

  protected run(ids: number, outcomes: number, count: number): number {
    const { regions, length, place } = this;
    const hits = regions.code.fifo(
      ids,
      outcomes,
      count,
      regions.at('inside'),
      regions.at('ring'),
      length,
      place,
    );
    this.place = (place + count - hits) % length;
    return hits;
  }
}
