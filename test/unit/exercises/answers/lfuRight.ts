/** Right answers to "Implement LFU", in the styles people write them. */
import type { LruAnswer } from './types.ts';

/** A Map of Maps, one for each number of uses. */
class ByGroups {
  private readonly uses = new Map<number, number>();
  private readonly groups = new Map<number, Map<number, number>>();
  private fewest = 0;
  constructor(private readonly capacity: number) {}
  get(key: number): number {
    const uses = this.uses.get(key);
    if (uses === undefined) return -1;
    const group = this.groups.get(uses)!;
    const value = group.get(key)!;
    group.delete(key);
    if (group.size === 0 && uses === this.fewest) this.fewest++;
    this.insert(key, value, uses + 1);
    return value;
  }
  put(key: number, value: number): void {
    if (this.uses.has(key)) {
      this.groups.get(this.uses.get(key)!)!.set(key, value);
      this.get(key);
      return;
    }
    if (this.uses.size === this.capacity) {
      const group = this.groups.get(this.fewest)!;
      const victim = group.keys().next().value!;
      group.delete(victim);
      this.uses.delete(victim);
    }
    this.insert(key, value, (this.fewest = 1));
  }
  private insert(key: number, value: number, uses: number): void {
    this.uses.set(key, uses);
    if (!this.groups.has(uses)) this.groups.set(uses, new Map());
    this.groups.get(uses)!.set(key, value);
  }
}

interface Item {
  readonly key: number;
  value: number;
  uses: number;
  stamp: number;
  place: number;
}

/** A binary heap on uses and stamp: not constant, but it does not look at all entries. */
class ByHeap {
  private readonly items = new Map<number, Item>();
  private readonly heap: Item[] = [];
  private now = 0;
  constructor(private readonly capacity: number) {}
  get(key: number): number {
    const item = this.items.get(key);
    if (!item) return -1;
    this.use(item);
    return item.value;
  }
  put(key: number, value: number): void {
    const item = this.items.get(key);
    if (item) {
      item.value = value;
      this.use(item);
      return;
    }
    if (this.heap.length === this.capacity) this.evict();
    const fresh = { key, value, uses: 1, stamp: ++this.now, place: this.heap.length };
    this.items.set(key, fresh);
    this.heap.push(fresh);
    this.rise(fresh);
  }
  private use(item: Item): void {
    item.uses++;
    item.stamp = ++this.now;
    this.sink(item);
  }
  private evict(): void {
    const victim = this.heap[0]!;
    const last = this.heap.pop()!;
    this.items.delete(victim.key);
    if (last === victim) return;
    this.place(last, 0);
    this.sink(last);
  }
  private rise(item: Item): void {
    while (item.place > 0) {
      const parent = this.heap[(item.place - 1) >> 1]!;
      if (!before(item, parent)) return;
      this.swap(item, parent);
    }
  }
  private sink(item: Item): void {
    for (;;) {
      const [left, right] = [this.heap[2 * item.place + 1], this.heap[2 * item.place + 2]];
      const child = right && left && before(right, left) ? right : left;
      if (!child || before(item, child)) return;
      this.swap(item, child);
    }
  }
  private swap(a: Item, b: Item): void {
    const place = a.place;
    this.place(a, b.place);
    this.place(b, place);
  }
  private place(item: Item, at: number): void {
    this.heap[at] = item;
    item.place = at;
  }
}

function before(a: Item, b: Item): boolean {
  return a.uses < b.uses || (a.uses === b.uses && a.stamp < b.stamp);
}

interface Group {
  readonly uses: number;
  readonly keys: Set<number>;
  prev: Group | undefined;
  next: Group | undefined;
}

/** A linked list of groups, fewest uses first. */
class ByListOfGroups {
  private readonly values = new Map<number, number>();
  private readonly groupOf = new Map<number, Group>();
  private first: Group | undefined;
  constructor(private readonly capacity: number) {}
  get(key: number): number {
    const group = this.groupOf.get(key);
    if (!group) return -1;
    const next = group.next?.uses === group.uses + 1 ? group.next : this.insertAfter(group, group.uses + 1);
    next.keys.add(key);
    this.groupOf.set(key, next);
    this.leave(group, key);
    return this.values.get(key)!;
  }
  put(key: number, value: number): void {
    if (!this.values.has(key)) {
      if (this.values.size >= this.capacity) this.evict();
      const group = this.first?.uses === 1 ? this.first : this.insertAfter(undefined, 1);
      group.keys.add(key);
      this.groupOf.set(key, group);
    } else this.get(key);
    this.values.set(key, value);
  }
  private evict(): void {
    const group = this.first!;
    const [victim] = group.keys.values();
    this.values.delete(victim!);
    this.groupOf.delete(victim!);
    this.leave(group, victim!);
  }
  private leave(group: Group, key: number): void {
    group.keys.delete(key);
    if (group.keys.size > 0) return;
    if (group.prev) group.prev.next = group.next;
    else this.first = group.next;
    if (group.next) group.next.prev = group.prev;
  }
  private insertAfter(prev: Group | undefined, uses: number): Group {
    const next = prev ? prev.next : this.first;
    const group: Group = { uses, keys: new Set(), prev, next };
    if (prev) prev.next = group;
    else this.first = group;
    if (next) next.prev = group;
    return group;
  }
}

export const right: Readonly<Record<string, LruAnswer>> = {
  'a Map of Maps': ByGroups,
  'a heap': ByHeap,
  'a linked list of groups': ByListOfGroups,
};
