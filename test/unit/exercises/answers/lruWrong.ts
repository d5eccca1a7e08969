/** Wrong answers to "Implement LRU": every one with a single mistake that people make. */
import type { LruAnswer } from './types.ts';

/** A right one, for the wrong ones to spoil. */
class Base {
  protected readonly entries = new Map<number, number>();
  constructor(protected readonly capacity: number) {}
  get(key: number): number {
    const value = this.entries.get(key);
    if (value === undefined) return -1;
    this.use(key, value);
    return value;
  }
  put(key: number, value: number): void {
    if (!this.entries.has(key) && this.entries.size >= this.capacity) this.evict();
    this.use(key, value);
  }
  protected use(key: number, value: number): void {
    this.entries.delete(key);
    this.entries.set(key, value);
  }
  protected evict(): void {
    this.entries.delete(this.entries.keys().next().value!);
  }
}

class GetIsNoUse extends Base {
  override get(key: number): number {
    return this.entries.get(key) ?? -1;
  }
}

class PutOfPresentIsNoUse extends Base {
  override put(key: number, value: number): void {
    if (this.entries.has(key)) this.entries.set(key, value);
    else super.put(key, value);
  }
}

class PutOfPresentKeepsValue extends Base {
  override put(key: number, value: number): void {
    if (this.entries.has(key)) this.get(key);
    else super.put(key, value);
  }
}

class PutOfPresentEvicts extends Base {
  override put(key: number, value: number): void {
    if (this.entries.size >= this.capacity) this.evict();
    this.use(key, value);
  }
}

class EvictsNewest extends Base {
  protected override evict(): void {
    this.entries.delete([...this.entries.keys()].at(-1)!);
  }
}

class NeverEvicts extends Base {
  protected override evict(): void {
    // Forgotten.
  }
}

class OneTooMany extends Base {
  constructor(capacity: number) {
    super(capacity + 1);
  }
}

class OneTooFew extends Base {
  constructor(capacity: number) {
    super(capacity - 1);
  }
}

class FalsyValueIsAbsent extends Base {
  override get(key: number): number {
    return this.entries.get(key) ? super.get(key) : -1;
  }
}

class UndefinedWhenAbsent extends Base {
  override get(key: number): number {
    return this.entries.has(key) ? super.get(key) : (undefined as unknown as number);
  }
}

class AbsentGetInserts extends Base {
  override get(key: number): number {
    if (!this.entries.has(key)) this.put(key, -1);
    return super.get(key);
  }
}

const shared = new Map<number, number>();
class OneCacheForAll extends Base {
  protected override readonly entries = shared;
}

/** Objects list integer keys by number, not by time. */
class ByObject {
  private readonly entries: Record<string, number> = {};
  constructor(private readonly capacity: number) {}
  get(key: number): number {
    const value = this.entries[key];
    if (value === undefined) return -1;
    this.put(key, value);
    return value;
  }
  put(key: number, value: number): void {
    const keys = Object.keys(this.entries);
    if (this.entries[key] === undefined && keys.length >= this.capacity)
      Reflect.deleteProperty(this.entries, keys[0]!);
    Reflect.deleteProperty(this.entries, key);
    this.entries[key] = value;
  }
}

class StubbornPut extends Base {
  override put(): void {
    throw new Error('put is not written yet');
  }
}

export const wrong: Readonly<Record<string, { readonly answer: LruAnswer; readonly length: number }>> = {
  'get is no use': { answer: GetIsNoUse, length: 5 },
  'put of a present key is no use': { answer: PutOfPresentIsNoUse, length: 5 },
  'put of a present key keeps the value': { answer: PutOfPresentKeepsValue, length: 3 },
  'put of a present key evicts another': { answer: PutOfPresentEvicts, length: 4 },
  'evicts the newest': { answer: EvictsNewest, length: 4 },
  'never evicts': { answer: NeverEvicts, length: 3 },
  'holds one too many': { answer: OneTooMany, length: 3 },
  'holds one too few': { answer: OneTooFew, length: 3 },
  'a value of 0 is absent': { answer: FalsyValueIsAbsent, length: 2 },
  'undefined instead of -1': { answer: UndefinedWhenAbsent, length: 1 },
  'get of an absent key inserts': { answer: AbsentGetInserts, length: 3 },
  'all caches share one Map': { answer: OneCacheForAll, length: 1 },
  'keys of an object': { answer: ByObject, length: 4 },
  'put throws': { answer: StubbornPut, length: 1 },
};

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
