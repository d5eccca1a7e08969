import * as l10n from '@vscode/l10n';
import type { KeyedModel, KeyedTask } from './check/keyed.ts';
import { checkKeyedCache } from './check/keyedExercise.ts';
import type { Exercise } from './exercise.ts';
import { lfuPython } from './python/lfu.ts';

const starter = `class LFUCache {
  constructor(private readonly capacity: number) {}

  /** The value of the key, or -1. A use of the entry. */
  get(key: number): number {
    return -1;
  }

  /**
   * Stores a value: the first use of a new entry, one more of a present one. When the cache is full, the entry with
   * the fewest uses leaves first; among several, the least recently used of them.
   */
  put(key: number, value: number): void {}
}`;

const solution = `class LFUCache {
  private readonly entries = new Map<number, { value: number; uses: number }>();
  private readonly byUses = new Map<number, Set<number>>(); // keys with that many uses, least recently used first
  private fewest = 1;

  constructor(private readonly capacity: number) {}

  get(key: number): number {
    const entry = this.entries.get(key);
    if (!entry) return -1;
    this.use(key, entry);
    return entry.value;
  }

  put(key: number, value: number): void {
    const present = this.entries.get(key);
    if (present) {
      present.value = value;
      this.use(key, present);
      return;
    }
    if (this.entries.size >= this.capacity) this.evict();
    this.entries.set(key, { value, uses: 1 });
    this.group(1).add(key);
    this.fewest = 1;
  }

  private use(key: number, entry: { uses: number }): void {
    const group = this.group(entry.uses);
    group.delete(key);
    if (group.size === 0) {
      this.byUses.delete(entry.uses);
      if (this.fewest === entry.uses) this.fewest++; // the key itself goes there
    }
    this.group(++entry.uses).add(key);
  }

  private evict(): void {
    const group = this.group(this.fewest);
    for (const key of group) {
      group.delete(key);
      this.entries.delete(key);
      return;
    }
  }

  private group(uses: number): Set<number> {
    const group = this.byUses.get(uses) ?? new Set<number>();
    this.byUses.set(uses, group);
    return group;
  }
}`;

/** LeetCode 460: a keyed LFU cache in constant time. */
export const lfu: Exercise = {
  id: 'lfu',
  title: () => l10n.t('Implement LFU'),
  entry: 'LFUCache',
  kind: 'class',
  isOwnWork: true,
  starter,
  solution,
  python: lfuPython,
  hints: () => [
    l10n.t(
      'Every entry needs a count of its uses. Who leaves is decided by that count first and by recency second.',
    ),
    l10n.t(
      'Keep the keys in groups, one for each number of uses; within a group they stand in the order of use.',
    ),
    l10n.t(
      'Remember the fewest uses of any entry. A use moves its key to the next group; if that empties the group of the fewest, the fewest grows by one. A new entry has one use, so the fewest is one again. The first key of the group of the fewest leaves.',
    ),
  ],
  check: (context) => checkKeyedCache(task, MOST_USES, context),
};

/** More than a counter of 16 bits holds. */
const MOST_USES = 140_000;

const task: KeyedTask = { id: 'lfu', entry: 'LFUCache', createModel };

/** The entries in groups of equally many uses, each group in the order of use. */
function createModel(capacity: number): KeyedModel {
  const usesOf = new Map<number, number>();
  const groups = new Map<number, Map<number, number>>();
  const remove = (key: number): number | undefined => {
    const uses = usesOf.get(key) ?? 0;
    const group = groups.get(uses);
    const value = group?.get(key);
    group?.delete(key);
    usesOf.delete(key);
    if (group?.size === 0) groups.delete(uses);
    return value;
  };
  const use = (key: number, value: number, times: number): void => {
    const uses = (usesOf.get(key) ?? 0) + times;
    remove(key);
    usesOf.set(key, uses);
    groups.set(uses, (groups.get(uses) ?? new Map<number, number>()).set(key, value));
  };
  const evict = (): void => {
    const [victim] = groups.get(Math.min(...groups.keys()))?.keys() ?? [];
    if (victim !== undefined) remove(victim);
  };
  return {
    get(key, times) {
      const value = groups.get(usesOf.get(key) ?? 0)?.get(key) ?? -1;
      if (value !== -1) use(key, value, times);
      return value;
    },
    put(key, value, times) {
      if (!usesOf.has(key) && usesOf.size >= capacity) evict();
      use(key, value, times);
    },
    list: () =>
      [...groups]
        .sort(([a], [b]) => a - b)
        .flatMap(([uses, group]) => Array.from(group, ([key, value]) => ({ key, value, uses }))),
  };
}
