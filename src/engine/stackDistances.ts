/** For how many keys there is room at first. */
const FIRST_ROOM = 512;

/** How many different keys were asked for since the last time: an LRU cache of so many entries would have hit. */
export class StackDistances<Key> {
  /** How many keys were asked for last at a place up to one: a Fenwick tree. */
  private tree: Int32Array;
  /** In the order of the last requests, because each one puts its key at the end. */
  private readonly place = new Map<Key, number>();
  private at = 0;
  /** For so many keys there is a tree now; it grows with them, because most caches are asked for few. */
  private room: number;

  /** Beyond `most` keys those whose last request is longest ago are forgotten. */
  constructor(private readonly most = 131072) {
    this.room = Math.min(most, FIRST_ROOM);
    this.tree = new Int32Array(2 * this.room + 1);
  }

  /** How many keys are known. */
  get known(): number {
    return this.place.size;
  }

  /** The distance of this request: 1 where the key was the last one asked for, `Infinity` where it is not known. */
  request(key: Key): number {
    if (this.at === 2 * this.room) this.compact();
    const before = this.place.get(key);
    const distance = before === undefined ? Infinity : this.place.size - this.sum(before) + 1;
    if (before !== undefined) this.add(before, -1);
    this.place.delete(key);
    this.place.set(key, ++this.at);
    this.add(this.at, 1);
    return distance;
  }

  private compact(): void {
    let forgotten = this.place.size - this.most;
    this.at = 0;
    // In the order of the last requests; none of them moves.
    for (const key of this.place.keys())
      if (forgotten-- > 0) this.place.delete(key);
      else this.place.set(key, ++this.at);
    if (this.at > this.room / 2 && this.room < this.most) {
      this.room = Math.min(this.most, this.room * 4);
      this.tree = new Int32Array(2 * this.room + 1);
    }
    for (let i = 1; i < this.tree.length; i++) {
      const low = i - (i & -i);
      this.tree[i] = Math.max(0, Math.min(i, this.at) - low);
    }
  }

  private add(position: number, change: number): void {
    const { tree } = this;
    for (let i = position; i < tree.length; i += i & -i) tree[i]! += change;
  }

  private sum(position: number): number {
    let sum = 0;
    for (let i = position; i > 0; i -= i & -i) sum += this.tree[i]!;
    return sum;
  }
}
