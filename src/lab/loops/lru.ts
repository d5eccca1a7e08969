import { greatest, longer, type Loop, type LoopSettings } from './loop.ts';

/** What stands at a key that is not in the cache. */
const ABSENT = -1;

/**
 * LRU without slots: the list of the engine's policy, linked from key to key. Both links of key k lie side by side at
 * n = 2 · (k + 1), the newer neighbour and then the older one, so that a request touches one line of memory for each
 * of three keys. Links are such places already. Place 0 is no key but the two ends tied together.
 */
export class LruLoop implements Loop {
  size = 0;
  private readonly limit: number;
  private links: Int32Array;

  constructor({ limit, distinct = 0 }: LoopSettings) {
    this.limit = limit;
    this.links = new Int32Array(2 * (distinct + 1)).fill(ABSENT);
    this.links[0] = this.links[1] = 0;
  }

  answer(ids: Int32Array, outcomes: Uint8Array): number {
    if (this.limit === 0) {
      outcomes.fill(0, 0, ids.length);
      return 0;
    }
    this.fit(greatest(ids));
    const { links, limit } = this;
    let { size } = this;
    let hits = 0;
    let newest = links[1]!;
    for (let at = 0; at < ids.length; at++) {
      const place = (ids[at]! + 1) << 1;
      const newer = links[place]!;
      outcomes[at] = 1;
      if (newer !== ABSENT) {
        hits++;
        if (place === newest) continue;
        const older = links[place + 1]!;
        links[older] = newer;
        links[newer + 1] = older;
      } else {
        outcomes[at] = 0;
        if (size === limit) {
          const oldest = links[0]!;
          const next = links[oldest]!;
          links[0] = next;
          links[next + 1] = 0;
          links[oldest] = ABSENT;
          if (oldest === newest) newest = 0;
        } else size++;
      }
      links[newest] = place;
      links[place] = 0;
      links[place + 1] = newest;
      newest = place;
    }
    links[1] = newest;
    this.size = size;
    return hits;
  }

  *ids(): Generator<number> {
    for (let place = this.links[0]!; place !== 0; place = this.links[place]!) yield (place >> 1) - 1;
  }

  private fit(key: number): void {
    const { length } = this.links;
    if (2 * (key + 1) < length) return;
    const links = new Int32Array(2 * (longer(length >> 1, key) + 1)).fill(ABSENT, length);
    links.set(this.links);
    this.links = links;
  }
}
