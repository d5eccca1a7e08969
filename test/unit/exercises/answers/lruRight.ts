/** Right answers to "Implement LRU", in the styles people write them. */
import type { LruAnswer } from './types.ts';

interface Node {
  key: number;
  value: number;
  prev: Node;
  next: Node;
}

function createSentinel(): Node {
  const node = { key: 0, value: 0 } as Node;
  node.prev = node.next = node;
  return node;
}

class ByMap {
  protected readonly entries = new Map<number, number>();
  constructor(protected readonly capacity: number) {}
  get(key: number): number {
    const value = this.entries.get(key);
    if (value === undefined) return -1;
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }
  put(key: number, value: number): void {
    this.entries.delete(key);
    if (this.entries.size === this.capacity) this.entries.delete(this.entries.keys().next().value!);
    this.entries.set(key, value);
  }
}

/** Inserts first and evicts then: the same from outside. */
class ByMapInsertingFirst extends ByMap {
  override put(key: number, value: number): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size > this.capacity) this.entries.delete(this.entries.keys().next().value!);
  }
}

class ByList {
  private readonly nodes = new Map<number, Node>();
  private readonly ends = createSentinel();
  constructor(private readonly capacity: number) {}
  get(key: number): number {
    const node = this.nodes.get(key);
    if (!node) return -1;
    this.unlink(node);
    this.link(node);
    return node.value;
  }
  put(key: number, value: number): void {
    const known = this.nodes.get(key);
    if (known) this.unlink(known);
    else if (this.nodes.size >= this.capacity) {
      const oldest = this.ends.next;
      this.unlink(oldest);
      this.nodes.delete(oldest.key);
    }
    const node = known ?? createSentinel();
    Object.assign(node, { key, value });
    this.nodes.set(key, node);
    this.link(node);
  }
  private unlink(node: Node): void {
    node.prev.next = node.next;
    node.next.prev = node.prev;
  }
  private link(node: Node): void {
    node.prev = this.ends.prev;
    node.next = this.ends;
    node.prev.next = node.next.prev = node;
  }
}

/** Typed arrays for the links, slot 0 as both ends. */
class ByArrays {
  private readonly slots = new Map<number, number>();
  private readonly prev: Int32Array;
  private readonly next: Int32Array;
  private readonly keys: number[] = [];
  private readonly values: number[] = [];
  constructor(private readonly capacity: number) {
    this.prev = new Int32Array(capacity + 1);
    this.next = new Int32Array(capacity + 1);
  }
  get(key: number): number {
    const slot = this.slots.get(key);
    if (slot === undefined) return -1;
    this.move(slot);
    return this.values[slot]!;
  }
  put(key: number, value: number): void {
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = this.slots.size < this.capacity ? this.slots.size + 1 : this.next[0]!;
      if (this.slots.size === this.capacity) this.slots.delete(this.keys[slot]!);
      else this.prev[slot] = this.next[slot] = slot;
      this.slots.set(key, slot);
      this.keys[slot] = key;
    }
    this.values[slot] = value;
    this.move(slot);
  }
  private move(slot: number): void {
    const { prev, next } = this;
    next[prev[slot]!] = next[slot]!;
    prev[next[slot]!] = prev[slot]!;
    prev[slot] = prev[0]!;
    next[slot] = 0;
    next[prev[0]!] = slot;
    prev[0] = slot;
  }
}

/** A queue of uses in which old ones are stale: O(1) on average. */
class ByStaleQueue {
  private readonly entries = new Map<number, { value: number; stamp: number }>();
  private queue: { key: number; stamp: number }[] = [];
  private head = 0;
  private now = 0;
  constructor(private readonly capacity: number) {}
  get(key: number): number {
    const entry = this.entries.get(key);
    if (!entry) return -1;
    this.use(key, entry);
    return entry.value;
  }
  put(key: number, value: number): void {
    const entry = this.entries.get(key) ?? { value, stamp: 0 };
    entry.value = value;
    if (!this.entries.has(key) && this.entries.size === this.capacity) this.evict();
    this.entries.set(key, entry);
    this.use(key, entry);
  }
  private use(key: number, entry: { stamp: number }): void {
    entry.stamp = ++this.now;
    this.queue.push({ key, stamp: entry.stamp });
    if (this.queue.length > 4 * this.capacity + 16) {
      this.queue = this.queue
        .slice(this.head)
        .filter((use) => this.entries.get(use.key)?.stamp === use.stamp);
      this.head = 0;
    }
  }
  private evict(): void {
    for (;;) {
      const { key, stamp } = this.queue[this.head++]!;
      if (this.entries.get(key)?.stamp === stamp) return void this.entries.delete(key);
    }
  }
}

/** As before, but shifted: it moves elements now and then, or the engine knows how not to. */
class ByShiftedQueue {
  private readonly entries = new Map<number, { value: number; uses: number }>();
  private readonly queue: number[] = [];
  constructor(private readonly capacity: number) {}
  get(key: number): number {
    const entry = this.entries.get(key);
    if (!entry) return -1;
    entry.uses++;
    this.queue.push(key);
    return entry.value;
  }
  put(key: number, value: number): void {
    const entry = this.entries.get(key) ?? { value, uses: 0 };
    entry.value = value;
    entry.uses++;
    this.queue.push(key);
    this.entries.set(key, entry);
    while (this.entries.size > this.capacity) {
      const oldest = this.queue.shift()!;
      if (--this.entries.get(oldest)!.uses === 0) this.entries.delete(oldest);
    }
  }
}

/** Typed arrays that grow with what they hold. */
class ByGrowingArrays {
  private next = new Int32Array(2);
  private prev = new Int32Array(2);
  private readonly slots = new Map<number, number>();
  private readonly keys: number[] = [-1];
  private readonly values: number[] = [-1];
  constructor(private readonly capacity: number) {}
  get(key: number): number {
    const slot = this.slots.get(key);
    if (slot === undefined) return -1;
    this.unlink(slot);
    this.link(slot);
    return this.values[slot]!;
  }
  put(key: number, value: number): void {
    let slot = this.slots.get(key);
    if (slot !== undefined) this.unlink(slot);
    else if (this.slots.size < this.capacity) slot = this.grow();
    else {
      slot = this.next[0]!;
      this.unlink(slot);
      this.slots.delete(this.keys[slot]!);
    }
    [this.keys[slot], this.values[slot]] = [key, value];
    this.slots.set(key, slot);
    this.link(slot);
  }
  private grow(): number {
    const slot = this.slots.size + 1;
    if (slot < this.next.length) return slot;
    for (const name of ['next', 'prev'] as const) {
      const larger = new Int32Array(2 * slot);
      larger.set(this[name]);
      this[name] = larger;
    }
    return slot;
  }
  private unlink(slot: number): void {
    this.next[this.prev[slot]!] = this.next[slot]!;
    this.prev[this.next[slot]!] = this.prev[slot]!;
  }
  private link(slot: number): void {
    const last = this.prev[0]!;
    this.next[last] = this.prev[0] = slot;
    this.prev[slot] = last;
    this.next[slot] = 0;
  }
}

/** A Map itself. */
class ExtendsMap extends Map<number, number> {
  readonly #capacity: number;
  constructor(capacity: number) {
    super();
    this.#capacity = capacity;
  }
  override get(key: number): number {
    if (!this.has(key)) return -1;
    const value = super.get(key)!;
    this.delete(key);
    this.set(key, value);
    return value;
  }
  put(key: number, value: number): this {
    this.delete(key);
    this.set(key, value);
    if (this.size > this.#capacity) for (const oldest of this.keys()) return (this.delete(oldest), this);
    return this;
  }
}

/** As functions used to be written: an object with methods of its own. */
function ByClosure(this: InstanceType<LruAnswer>, capacity: number): void {
  const cache = new ByMap(capacity);
  this.get = (key) => cache.get(key);
  this.put = (key, value) => cache.put(key, value);
}

export const right: Readonly<Record<string, LruAnswer>> = {
  'a Map in order of use': ByMap,
  'a Map that inserts first': ByMapInsertingFirst,
  'a Map and a linked list': ByList,
  'links in typed arrays': ByArrays,
  'a queue with stale uses': ByStaleQueue,
  'a constructor function': ByClosure as unknown as LruAnswer,
  'a queue that is shifted': ByShiftedQueue,
  'typed arrays that grow': ByGrowingArrays,
  'a Map itself': ExtendsMap,
};
