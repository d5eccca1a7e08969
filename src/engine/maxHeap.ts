/** A pile of items from which the one with the greatest rank is taken first. O(log n) in and out. */
export class MaxHeap {
  private readonly ranks: number[] = [];
  private readonly items: number[] = [];

  push(item: number, rank: number): void {
    let child = this.items.length;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (this.ranks[parent]! >= rank) break;
      this.put(child, this.items[parent]!, this.ranks[parent]!);
      child = parent;
    }
    this.put(child, item, rank);
  }

  /** Takes the item with the greatest rank out. The heap must not be empty. */
  pop(): { readonly item: number; readonly rank: number } {
    const top = { item: this.items[0]!, rank: this.ranks[0]! };
    const item = this.items.pop()!;
    const rank = this.ranks.pop()!;
    if (this.items.length > 0) this.sink(item, rank);
    return top;
  }

  private sink(item: number, rank: number): void {
    const { ranks } = this;
    let hole = 0;
    for (let child = 1; child < ranks.length; child = 2 * hole + 1) {
      if (child + 1 < ranks.length && ranks[child + 1]! > ranks[child]!) child++;
      if (ranks[child]! <= rank) break;
      this.put(hole, this.items[child]!, ranks[child]!);
      hole = child;
    }
    this.put(hole, item, rank);
  }

  private put(place: number, item: number, rank: number): void {
    this.items[place] = item;
    this.ranks[place] = rank;
  }
}
