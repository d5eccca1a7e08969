import * as l10n from '@vscode/l10n';
import type { KeyedModel } from './check/keyed.ts';
import { checkKeyedCache } from './check/keyedExercise.ts';
import type { Exercise } from './exercise.ts';

const starter = `class LFUCache {
  constructor(private readonly capacity: number) {}

  /** The value of the key, or -1. A use of the entry. */
  get(key: number): number {
    return -1;
  }

  /**
   * Stores a value: the first use of a new entry, one more of a present one. When the cache is full, the entry with
   * the fewest uses leaves first; among several, the one that was not used for longest.
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
  starter,
  solution,
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
  check: (answer, context) => checkKeyedCache('LFUCache', answer, createModel, context),
};

interface Entry {
  readonly key: number;
  readonly value: number;
  readonly uses: number;
}

/** All entries in a list, the least recently used first; the first with the fewest uses leaves. */
function createModel(capacity: number): KeyedModel {
  let entries: Entry[] = [];
  return {
    entries: () => entries.map(({ key, value }) => [key, value]),
    apply: (operation) => {
      const { key } = operation;
      const found = entries.find((entry) => entry.key === key);
      if (operation.type === 'get' && !found) return -1;
      if (!found && entries.length >= capacity) {
        const fewest = Math.min(...entries.map((entry) => entry.uses));
        const victim = entries.find((entry) => entry.uses === fewest);
        entries = entries.filter((entry) => entry !== victim);
      }
      const value = operation.type === 'put' ? operation.value : (found?.value ?? -1);
      entries = [...entries.filter((entry) => entry !== found), { key, value, uses: (found?.uses ?? 0) + 1 }];
      return operation.type === 'get' ? value : undefined;
    },
  };
}
