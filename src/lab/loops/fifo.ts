import { greatest, longer, type Loop, type LoopSettings } from './loop.ts';

/** FIFO without a list: a ring of keys in the order of arrival, and a byte for each key that says whether it is there. */
export class FifoLoop implements Loop {
  size = 0;
  private readonly limit: number;
  private inside: Uint8Array;
  private ring: Int32Array;
  /** The place of the oldest key once the ring is full, and of the next one before. */
  private at = 0;

  constructor({ limit, distinct = 0 }: LoopSettings) {
    this.limit = limit;
    this.inside = new Uint8Array(distinct);
    this.ring = new Int32Array(Math.min(limit, Math.max(distinct, 1024)));
  }

  answer(ids: Int32Array, outcomes: Uint8Array): number {
    if (this.limit === 0) {
      outcomes.fill(0, 0, ids.length);
      return 0;
    }
    this.fit(greatest(ids));
    const { inside, ring } = this;
    const { length } = ring;
    const spare = length - this.size;
    let place = this.at;
    let misses = 0;
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at]!;
      const here = inside[id]!;
      outcomes[at] = here;
      if (here !== 0) continue;
      // Until the ring is full nobody leaves: the key of a place that was never written has not come back by then.
      if (misses >= spare) inside[ring[place]!] = 0;
      misses++;
      inside[id] = 1;
      ring[place] = id;
      if (++place === length) place = 0;
    }
    this.at = place;
    this.size = Math.min(length, this.size + misses);
    return ids.length - misses;
  }

  *ids(): Generator<number> {
    const { ring, size, at } = this;
    const first = size === this.limit ? at : 0;
    for (let step = 0; step < size; step++) yield ring[(first + step) % ring.length]!;
  }

  /** Makes room for all keys; of a ring that is shorter than the limit, as long as it is not full. */
  private fit(key: number): void {
    if (key >= this.inside.length) {
      const inside = new Uint8Array(longer(this.inside.length, key));
      inside.set(this.inside);
      this.inside = inside;
    }
    if (this.ring.length >= Math.min(this.limit, this.inside.length)) return;
    const ring = new Int32Array(Math.min(this.limit, this.inside.length));
    ring.set(this.ring);
    this.ring = ring;
    this.at = this.size;
  }
}
