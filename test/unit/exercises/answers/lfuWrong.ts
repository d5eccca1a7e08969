/** Wrong answers to "Implement LFU": every one with a single mistake that people make. */
import { evictsMostUsed } from '../../../../src/lessons/exercises/mistakes/keyed/evictsMostUsed.ts';
import { falsyValue } from '../../../../src/lessons/exercises/mistakes/keyed/falsyValue.ts';
import { getIsNoUse } from '../../../../src/lessons/exercises/mistakes/keyed/getIsNoUse.ts';
import { isLru } from '../../../../src/lessons/exercises/mistakes/keyed/isLru.ts';
import { neverEvicts } from '../../../../src/lessons/exercises/mistakes/keyed/neverEvicts.ts';
import { newcomerLeaves } from '../../../../src/lessons/exercises/mistakes/keyed/newcomerLeaves.ts';
import { putIsNoUse } from '../../../../src/lessons/exercises/mistakes/keyed/putIsNoUse.ts';
import { putKeepsValue } from '../../../../src/lessons/exercises/mistakes/keyed/putKeepsValue.ts';
import { putStartsAgain } from '../../../../src/lessons/exercises/mistakes/keyed/putStartsAgain.ts';
import { remembersUses } from '../../../../src/lessons/exercises/mistakes/keyed/remembersUses.ts';
import { tieByArrival } from '../../../../src/lessons/exercises/mistakes/keyed/tieByArrival.ts';
import { tieByNewest } from '../../../../src/lessons/exercises/mistakes/keyed/tieByNewest.ts';
import { updateEvicts } from '../../../../src/lessons/exercises/mistakes/keyed/updateEvicts.ts';
import type { LruAnswer, Wrong } from './types.ts';

interface Entry {
  value: number;
  uses: number;
  stamp: number;
}

/** A right one, as slow as can be, for the wrong ones to spoil. */
class Base {
  protected readonly entries = new Map<number, Entry>();
  protected now = 0;
  constructor(protected readonly capacity: number) {}
  get(key: number): number {
    const entry = this.entries.get(key);
    if (!entry) return -1;
    this.use(entry);
    return entry.value;
  }
  put(key: number, value: number): void {
    const entry = this.entries.get(key);
    if (entry) this.overwrite(entry, value);
    else this.insert(key, value);
  }
  protected overwrite(entry: Entry, value: number): void {
    entry.value = value;
    this.use(entry);
  }
  protected insert(key: number, value: number): void {
    if (this.entries.size >= this.capacity) this.evict();
    this.entries.set(key, { value, uses: 1, stamp: ++this.now });
  }
  protected use(entry: Entry): void {
    entry.uses++;
    entry.stamp = ++this.now;
  }
  protected evict(): void {
    const [victim] = [...this.entries].sort(([, a], [, b]) => this.compare(a, b));
    this.entries.delete(victim?.[0] ?? -1);
  }
  protected compare(a: Entry, b: Entry): number {
    return a.uses - b.uses || a.stamp - b.stamp;
  }
}

class TiesByInsertion extends Base {
  protected override use(entry: Entry): void {
    entry.uses++;
  }
}

class TiesByNewest extends Base {
  protected override compare(a: Entry, b: Entry): number {
    return a.uses - b.uses || b.stamp - a.stamp;
  }
}

class LeastRecent extends Base {
  protected override compare(a: Entry, b: Entry): number {
    return a.stamp - b.stamp;
  }
}

class EvictsMostUsed extends Base {
  protected override compare(a: Entry, b: Entry): number {
    return b.uses - a.uses || a.stamp - b.stamp;
  }
}

class GetIsNoUse extends Base {
  override get(key: number): number {
    return this.entries.get(key)?.value ?? -1;
  }
}

class PutOfPresentIsNoUse extends Base {
  protected override overwrite(entry: Entry, value: number): void {
    entry.value = value;
  }
}

class PutOfPresentKeepsValue extends Base {
  protected override overwrite(entry: Entry): void {
    this.use(entry);
  }
}

class PutOfPresentStartsAgain extends Base {
  protected override overwrite(entry: Entry, value: number): void {
    Object.assign(entry, { value, uses: 1, stamp: ++this.now });
  }
}

class EvictsAfterInsert extends Base {
  protected override insert(key: number, value: number): void {
    this.entries.set(key, { value, uses: 1, stamp: ++this.now });
    if (this.entries.size > this.capacity) this.evict();
  }
}

class EvictsForPresent extends Base {
  override put(key: number, value: number): void {
    if (this.entries.size >= this.capacity) this.evict();
    super.put(key, value);
  }
}

class RemembersUses extends Base {
  private readonly usesOf = new Map<number, number>();
  protected override insert(key: number, value: number): void {
    super.insert(key, value);
    const entry = this.entries.get(key)!;
    entry.uses = this.usesOf.get(key) ?? 1;
  }
  protected override evict(): void {
    for (const [key, { uses }] of this.entries) this.usesOf.set(key, uses);
    super.evict();
  }
}

class NeverEvicts extends Base {
  protected override evict(): void {
    // Forgotten.
  }
}

class FalsyValueIsAbsent extends Base {
  override get(key: number): number {
    return this.entries.get(key)?.value ? super.get(key) : -1;
  }
}

/** mistake | answer | length of the shortest proof | what is said of the cache | the mistake that names the rule */
export const wrong: Readonly<Record<string, Wrong>> = {
  'ties by insertion': {
    answer: TiesByInsertion,
    length: 6,
    told: 'After put(3, 50) it should hold 1 and 3; yours answers for 2 and 3.',
    mistake: tieByArrival,
  },
  'ties by the newest': {
    answer: TiesByNewest,
    length: 4,
    told: 'After put(3, 30) it should hold 2 and 3; yours answers for 1 and 3.',
    mistake: tieByNewest,
  },
  'is LRU': {
    answer: LeastRecent,
    length: 5,
    told: 'After put(3, 40) it should hold 1 and 3; yours answers for 2 and 3.',
    mistake: isLru,
  },
  'evicts the most used': {
    answer: EvictsMostUsed,
    length: 5,
    told: 'After put(3, 40) it should hold 1 and 3; yours answers for 2 and 3.',
    mistake: evictsMostUsed,
  },
  'get is no use': {
    answer: GetIsNoUse,
    length: 5,
    told: 'After put(3, 30) it should hold 1 and 3; yours answers for 2 and 3.',
    mistake: getIsNoUse,
  },
  'put of a present key is no use': {
    answer: PutOfPresentIsNoUse,
    length: 5,
    told: 'After put(3, 40) it should hold 1 and 3; yours answers for 2 and 3.',
    mistake: putIsNoUse,
  },
  'put of a present key keeps the value': {
    answer: PutOfPresentKeepsValue,
    length: 3,
    told: 'After put(1, 20) get(1) should answer 20; yours would answer 10.',
    mistake: putKeepsValue,
  },
  'put of a present key starts again': {
    answer: PutOfPresentStartsAgain,
    length: 5,
    told: 'After put(3, 40) it should hold 1 and 3; yours answers for 2 and 3.',
    mistake: putStartsAgain,
  },
  'evicts after it inserted': {
    answer: EvictsAfterInsert,
    length: 4,
    told: 'After put(2, 30) it should hold 2; yours answers for 1.',
    mistake: newcomerLeaves,
  },
  'evicts for a present key': {
    answer: EvictsForPresent,
    length: 4,
    told: 'After put(2, 30) it should hold 1 and 2; yours answers for 2.',
    mistake: updateEvicts,
  },
  'remembers the uses of a forgotten entry': {
    answer: RemembersUses,
    length: 8,
    told: 'After put(4, 50) it should hold 2 and 4; yours answers for 1 and 4.',
    mistake: remembersUses,
  },
  'never evicts': {
    answer: NeverEvicts,
    length: 3,
    told: 'After put(2, 20) it should hold 2; yours answers for 1 and 2.',
    mistake: neverEvicts,
  },
  'a value of 0 is absent': {
    answer: FalsyValueIsAbsent,
    length: 2,
    told: 'After put(1, 0) it should hold 1; yours answers for nothing.',
    mistake: falsyValue,
  },
};

/** Finds the victim in one pass over all entries. */
class ByScan extends Base {
  protected override evict(): void {
    let victim: number | undefined;
    for (const [key, entry] of this.entries) {
      if (victim === undefined || this.compare(entry, this.entries.get(victim)!) < 0) victim = key;
    }
    this.entries.delete(victim ?? -1);
  }
}

/** Keeps a sorted array. */
class BySortedArray extends Base {
  private readonly order: number[] = [];
  override get(key: number): number {
    const value = super.get(key);
    if (value >= 0) this.place(key);
    return value;
  }
  override put(key: number, value: number): void {
    super.put(key, value);
    this.place(key);
  }
  protected override evict(): void {
    this.entries.delete(this.order.shift()!);
  }
  private place(key: number): void {
    const at = this.order.indexOf(key);
    if (at >= 0) this.order.splice(at, 1);
    const { uses } = this.entries.get(key)!;
    const next = this.order.findIndex((other) => this.entries.get(other)!.uses > uses);
    this.order.splice(next < 0 ? this.order.length : next, 0, key);
  }
}

export const slow: Readonly<Record<string, LruAnswer>> = {
  'sorts all entries to evict': Base,
  'looks at all entries to evict': ByScan,
  'keeps a sorted array': BySortedArray,
};
