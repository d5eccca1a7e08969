import { grown } from './growth.ts';

/**
 * Items from which the one with the greatest rank is taken first. An item is an integer ≥ 0 that leaves no large gaps;
 * each is in it once, and knows its place, so that its rank can change. O(log n) for everything.
 */
export class MaxHeap {
  size = 0;
  private items = new Int32Array(16);
  /** By item, its place in `items`, from 1; 0 where it is not in the heap. */
  private places = new Int32Array(16);
  private readonly ranks: number[] = [];

  /** Puts an item in, or gives it another rank. */
  set(item: number, rank: number): void {
    if (item >= this.places.length) this.places = grown(this.places, item, Infinity);
    let place = this.places[item]!;
    if (place === 0) {
      place = ++this.size;
      if (place >= this.items.length) this.items = grown(this.items, place, Infinity);
    }
    this.ranks[item] = rank;
    this.settle(item, place);
  }

  /** The item with the greatest rank. The heap must not be empty. */
  get top(): number {
    return this.items[1]!;
  }

  /** The rank of an item that is in it. */
  rankOf(item: number): number {
    return this.ranks[item]!;
  }

  /** Takes the item with the greatest rank out and returns it. */
  pop(): number {
    const { top } = this;
    this.delete(top);
    return top;
  }

  /** Takes an item out, where it is in. */
  delete(item: number): void {
    const place = this.places[item] ?? 0;
    if (place === 0) return;
    this.places[item] = 0;
    const last = this.items[this.size--]!;
    if (last !== item) this.settle(last, place);
  }

  clear(): void {
    this.places.fill(0);
    this.size = 0;
  }

  /** Puts an item where its rank belongs, from a place that is free. */
  private settle(item: number, from: number): void {
    const { items, ranks } = this;
    const rank = ranks[item]!;
    let hole = from;
    for (let above = hole >> 1; above > 0 && ranks[items[above]!]! < rank; above >>= 1) {
      this.put(items[above]!, hole);
      hole = above;
    }
    if (hole === from)
      for (let below = 2 * hole; below <= this.size; below = 2 * hole) {
        if (below < this.size && ranks[items[below + 1]!]! > ranks[items[below]!]!) below++;
        if (ranks[items[below]!]! <= rank) break;
        this.put(items[below]!, hole);
        hole = below;
      }
    this.put(item, hole);
  }

  private put(item: number, place: number): void {
    this.items[place] = item;
    this.places[item] = place;
  }
}
