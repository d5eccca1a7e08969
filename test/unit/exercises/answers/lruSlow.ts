import { Base } from './lruBase.ts';
import type { LruAnswer } from './types.ts';

/** Right answers to every question, in time that grows with the number of entries. */
class ByIndexOf extends Base {
  private readonly order: number[] = [];
  protected override use(key: number, value: number): void {
    const at = this.order.indexOf(key);
    if (at >= 0) this.order.splice(at, 1);
    this.order.push(key);
    this.entries.set(key, value);
  }
  protected override evict(): void {
    this.entries.delete(this.order.shift()!);
  }
}

class ByFilter extends Base {
  private order: number[] = [];
  protected override use(key: number, value: number): void {
    this.order = [...this.order.filter((each) => each !== key), key];
    this.entries.set(key, value);
  }
  protected override evict(): void {
    this.entries.delete(this.order.shift()!);
  }
}

class ByOldestStamp extends Base {
  private readonly stamps = new Map<number, number>();
  private now = 0;
  protected override use(key: number, value: number): void {
    this.stamps.set(key, ++this.now);
    this.entries.set(key, value);
  }
  protected override evict(): void {
    let oldest = -1;
    for (const [key, stamp] of this.stamps) {
      if (oldest < 0 || stamp < this.stamps.get(oldest)!) oldest = key;
    }
    this.stamps.delete(oldest);
    this.entries.delete(oldest);
  }
}

class BySpread extends Base {
  protected override evict(): void {
    this.entries.delete([...this.entries.keys()][0]!);
  }
}

class ByFind extends Base {
  private readonly list: { key: number; value: number }[] = [];
  override get(key: number): number {
    const at = this.list.findIndex((entry) => entry.key === key);
    if (at < 0) return -1;
    const [entry] = this.list.splice(at, 1);
    this.list.push(entry!);
    return entry!.value;
  }
  override put(key: number, value: number): void {
    const at = this.list.findIndex((entry) => entry.key === key);
    if (at >= 0) this.list.splice(at, 1);
    else if (this.list.length >= this.capacity) this.list.shift();
    this.list.push({ key, value });
  }
}

/** Keeps the order in a typed array; the engine moves its elements very fast. */
class ByCopyWithin extends Base {
  private readonly order = new Int32Array(this.capacity + 1);
  private count = 0;
  protected override use(key: number, value: number): void {
    const at = this.order.lastIndexOf(key, this.count - 1);
    if (this.entries.has(key) && at >= 0) {
      this.order.copyWithin(at, at + 1, this.count);
      this.count--;
    }
    this.order[this.count++] = key;
    this.entries.set(key, value);
  }
  protected override evict(): void {
    this.entries.delete(this.order[0]!);
    this.order.copyWithin(0, 1, this.count--);
  }
}

/** Finds its place at once, then moves all others. */
class BySplice extends Base {
  private readonly order: number[] = [];
  protected override use(key: number, value: number): void {
    if (this.entries.has(key)) {
      // The newest is last.
      const at = this.order.lastIndexOf(key);
      this.order.splice(at, 1);
    }
    this.order.push(key);
    this.entries.set(key, value);
  }
  protected override evict(): void {
    this.entries.delete(this.order.splice(0, 1)[0]!);
  }
}

/** Makes the typed array anew for each use. */
class BySubarray extends Base {
  private order = new Int32Array();
  protected override use(key: number, value: number): void {
    const order = new Int32Array(this.entries.size + 1);
    const at = this.entries.has(key) ? this.order.indexOf(key) : -1;
    if (at >= 0) {
      order.set(this.order.subarray(0, at));
      order.set(this.order.subarray(at + 1, this.entries.size), at);
      order[this.entries.size - 1] = key;
    } else {
      order.set(this.order.subarray(0, this.entries.size));
      order[this.entries.size] = key;
    }
    this.order = order;
    this.entries.set(key, value);
  }
  protected override evict(): void {
    this.entries.delete(this.order[0]!);
    this.order = this.order.slice(1);
  }
}

export const slow: Readonly<Record<string, LruAnswer>> = {
  'indexOf and splice': ByIndexOf,
  'filter at every use': ByFilter,
  'looks for the oldest stamp': ByOldestStamp,
  'spreads all keys to evict': BySpread,
  'findIndex on a list of entries': ByFind,
  'copyWithin of a typed array': ByCopyWithin,
  'splice of an array': BySplice,
  'a new typed array for each use': BySubarray,
};
