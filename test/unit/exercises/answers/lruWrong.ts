/** Wrong answers to "Implement LRU": every one with a single mistake that people make. */
import { evictsNewest } from '../../../../src/lessons/exercises/mistakes/keyed/evictsNewest.ts';
import { falsyValue } from '../../../../src/lessons/exercises/mistakes/keyed/falsyValue.ts';
import { getIsNoUse } from '../../../../src/lessons/exercises/mistakes/keyed/getIsNoUse.ts';
import { keysByNumber } from '../../../../src/lessons/exercises/mistakes/keyed/keysByNumber.ts';
import { missingInserts } from '../../../../src/lessons/exercises/mistakes/keyed/missingInserts.ts';
import { missingIsNotMinusOne } from '../../../../src/lessons/exercises/mistakes/keyed/missingIsNotMinusOne.ts';
import { neverEvicts } from '../../../../src/lessons/exercises/mistakes/keyed/neverEvicts.ts';
import { oneTooFew } from '../../../../src/lessons/exercises/mistakes/keyed/oneTooFew.ts';
import { oneTooMany } from '../../../../src/lessons/exercises/mistakes/keyed/oneTooMany.ts';
import { putIsNoUse } from '../../../../src/lessons/exercises/mistakes/keyed/putIsNoUse.ts';
import { putKeepsValue } from '../../../../src/lessons/exercises/mistakes/keyed/putKeepsValue.ts';
import { sharedState } from '../../../../src/lessons/exercises/mistakes/keyed/sharedState.ts';
import { updateEvicts } from '../../../../src/lessons/exercises/mistakes/keyed/updateEvicts.ts';
import { Base } from './lruBase.ts';
import type { Wrong } from './types.ts';

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

/** mistake | answer | length of the shortest proof | what is said of the cache | the mistake that names the rule */
export const wrong: Readonly<Record<string, Wrong>> = {
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
  'put of a present key evicts another': {
    answer: PutOfPresentEvicts,
    length: 4,
    told: 'After put(2, 30) it should hold 1 and 2; yours answers for 2.',
    mistake: updateEvicts,
  },
  'evicts the newest': {
    answer: EvictsNewest,
    length: 4,
    told: 'After put(3, 30) it should hold 2 and 3; yours answers for 1 and 3.',
    mistake: evictsNewest,
  },
  'never evicts': {
    answer: NeverEvicts,
    length: 3,
    told: 'After put(2, 20) it should hold 2; yours answers for 1 and 2.',
    mistake: neverEvicts,
  },
  'holds one too many': {
    answer: OneTooMany,
    length: 3,
    told: 'After put(2, 20) it should hold 2; yours answers for 1 and 2.',
    mistake: oneTooMany,
  },
  'holds one too few': {
    answer: OneTooFew,
    length: 3,
    told: 'After put(2, 20) it should hold 1 and 2; yours answers for 2.',
    mistake: oneTooFew,
  },
  'a value of 0 is absent': {
    answer: FalsyValueIsAbsent,
    length: 2,
    told: 'After put(1, 0) it should hold 1; yours answers for nothing.',
    mistake: falsyValue,
  },
  'undefined instead of -1': {
    answer: UndefinedWhenAbsent,
    length: 1,
    told: 'get(1) should answer -1, as the key is not there; yours answers undefined.',
    mistake: missingIsNotMinusOne,
  },
  'get of an absent key inserts': {
    answer: AbsentGetInserts,
    length: 3,
    told: 'After get(2) it should hold 1; yours answers for nothing.',
    mistake: missingInserts,
  },
  'all caches share one Map': {
    answer: OneCacheForAll,
    length: 1,
    told: 'After get(1) it should hold nothing; yours answers for 1.',
    mistake: sharedState,
  },
  'keys of an object': {
    answer: ByObject,
    length: 4,
    told: 'After put(3, 30) it should hold 1 and 3; yours answers for 3 and 5.',
    mistake: keysByNumber,
  },
  'put throws': {
    answer: StubbornPut,
    length: 1,
    told: 'put(1, 10) fails with Error: put is not written yet.',
    mistake: undefined,
  },
};
