import { greatest, longer, type Loop, type LoopSettings } from './loop.ts';

/** What is known of a key: absent, there, there and used since the hand was here. */
const [ABSENT, UNUSED, USED] = [0, 1, 2];

/**
 * SIEVE without slots: a byte for each key, which is all that a hit touches, and the queue of the engine's policy linked
 * from key to key as in `LruLoop`, which only arrivals and departures touch.
 */
export class SieveLoop implements Loop {
  size = 0;
  private readonly limit: number;
  private state: Uint8Array;
  private links: Int32Array;
  /** The place in `links` that the hand points to, 0 where it is at the end. */
  private hand = 0;

  constructor({ limit, distinct = 0 }: LoopSettings) {
    this.limit = limit;
    this.state = new Uint8Array(distinct);
    this.links = new Int32Array(2 * (distinct + 1));
  }

  answer(ids: Int32Array, outcomes: Uint8Array): number {
    if (this.limit === 0) {
      outcomes.fill(0, 0, ids.length);
      return 0;
    }
    this.fit(greatest(ids));
    const { state } = this;
    let hits = 0;
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at]!;
      if (state[id] !== ABSENT) {
        state[id] = USED;
        outcomes[at] = 1;
        hits++;
      } else {
        outcomes[at] = 0;
        if (this.size === this.limit) this.evict();
        this.insert(id);
      }
    }
    return hits;
  }

  *ids(): Generator<number> {
    for (let place = this.links[0]!; place !== 0; place = this.links[place]!) yield (place >> 1) - 1;
  }

  private insert(id: number): void {
    const { links } = this;
    const place = (id + 1) << 1;
    const newest = links[1]!;
    links[newest] = place;
    links[place] = 0;
    links[place + 1] = newest;
    links[1] = place;
    this.state[id] = UNUSED;
    this.size++;
  }

  private evict(): void {
    const { links, state } = this;
    let place = this.hand || links[0]!;
    while (state[(place >> 1) - 1] === USED) {
      state[(place >> 1) - 1] = UNUSED;
      place = links[place]! || links[0]!;
    }
    const newer = links[place]!;
    const older = links[place + 1]!;
    links[older] = newer;
    links[newer + 1] = older;
    state[(place >> 1) - 1] = ABSENT;
    this.hand = newer;
    this.size--;
  }

  private fit(key: number): void {
    if (key < this.state.length) return;
    const length = longer(this.state.length, key);
    const [state, links] = [new Uint8Array(length), new Int32Array(2 * (length + 1))];
    state.set(this.state);
    links.set(this.links);
    [this.state, this.links] = [state, links];
  }
}
