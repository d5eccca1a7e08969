import { without, type Model } from './model.ts';

/** A list in order of arrival or of use; one of its two ends leaves. */
function ordered(moves: boolean, end: 'first' | 'last'): () => Model {
  return () => {
    const list: number[] = [];
    return {
      insert: (key) => void list.push(key),
      hit(key) {
        if (!moves) return;
        without(list, key);
        list.push(key);
      },
      evict: () => (end === 'first' ? list.shift() : list.pop())!,
      remove: (key) => without(list, key),
      keys: () => [...list],
    };
  };
}

/** Counts uses and sorts by them whenever asked; among equals the least recently used is first. */
function counting(): Model {
  const uses = new Map<number, { count: number; last: number }>();
  let time = 0;
  const sorted = (): number[] =>
    [...uses].sort(([, a], [, b]) => a.count - b.count || a.last - b.last).map(([key]) => key);
  return {
    insert: (key) => void uses.set(key, { count: 1, last: ++time }),
    hit: (key) => void uses.set(key, { count: uses.get(key)!.count + 1, last: ++time }),
    evict() {
      const victim = sorted()[0]!;
      uses.delete(victim);
      return victim;
    },
    remove: (key) => void uses.delete(key),
    keys: sorted,
  };
}

export const classic: Record<string, (maxsize: number) => Model> = {
  fifo: ordered(false, 'first'),
  lifo: ordered(false, 'last'),
  lru: ordered(true, 'first'),
  mru: ordered(true, 'last'),
  lfu: counting,
};
