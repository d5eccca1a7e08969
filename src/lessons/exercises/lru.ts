import * as l10n from '@vscode/l10n';
import type { KeyedModel, KeyedTask } from './check/keyed.ts';
import { checkKeyedCache } from './check/keyedExercise.ts';
import type { Exercise } from './exercise.ts';
import { lruPython } from './python/lru.ts';

const starter = `class LRUCache {
  constructor(private readonly capacity: number) {}

  /** The value of the key, or -1. A use of the entry. */
  get(key: number): number {
    return -1;
  }

  /** Stores a value. When the cache is full, the least recently used entry leaves first. */
  put(key: number, value: number): void {}
}`;

const solution = `type Node = { key: number; value: number; older: Node; newer: Node };

class LRUCache {
  private readonly nodes = new Map<number, Node>();
  private readonly ring: Node; // its newer neighbour is the oldest entry, its older one the newest

  constructor(private readonly capacity: number) {
    const ring = { key: -1, value: -1 } as Node;
    this.ring = ring.older = ring.newer = ring;
  }

  get(key: number): number {
    const node = this.nodes.get(key);
    if (!node) return -1;
    this.unlink(node);
    this.append(node);
    return node.value;
  }

  put(key: number, value: number): void {
    const present = this.nodes.get(key);
    if (present) this.unlink(present);
    else if (this.nodes.size >= this.capacity) this.evict();
    const node = present ?? ({ key } as Node);
    node.value = value;
    this.nodes.set(key, node);
    this.append(node);
  }

  private evict(): void {
    const oldest = this.ring.newer;
    this.unlink(oldest);
    this.nodes.delete(oldest.key);
  }

  private unlink(node: Node): void {
    node.older.newer = node.newer;
    node.newer.older = node.older;
  }

  private append(node: Node): void {
    node.older = this.ring.older;
    node.newer = this.ring;
    node.older.newer = node.newer.older = node;
  }
}`;

/** LeetCode 146: a keyed LRU cache in constant time. */
export const lru: Exercise = {
  id: 'lru',
  title: () => l10n.t('Implement LRU'),
  entry: 'LRUCache',
  kind: 'class',
  isOwnWork: true,
  starter,
  solution,
  python: lruPython,
  hints: () => [
    l10n.t(
      'Two questions have to be answered at once: where is the entry of this key, and which entry is oldest?',
    ),
    l10n.t(
      'A Map answers the first. For the second, keep the entries in the order of their last use, oldest first.',
    ),
    l10n.t(
      'Give every entry an older and a newer neighbour. A get takes its entry out of the chain and appends it at the end; a put on a full cache takes out the first. A Map that keeps its keys in order can play both parts: delete, then set.',
    ),
  ],
  check: (context) => checkKeyedCache(task, MOST_USES, context),
};

/** Who keeps a list of uses keeps it all, and has to go through it some day. */
const MOST_USES = 5000;

const task: KeyedTask = { id: 'lru', entry: 'LRUCache', createModel };

/** A Map in the order of use. */
function createModel(capacity: number): KeyedModel {
  const entries = new Map<number, number>();
  const use = (key: number, value: number): void => {
    entries.delete(key);
    entries.set(key, value);
  };
  return {
    get(key) {
      const value = entries.get(key) ?? -1;
      if (value !== -1) use(key, value);
      return value;
    },
    put(key, value) {
      use(key, value);
      const [oldest] = entries.keys();
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
    },
    list: () => Array.from(entries, ([key, value]) => ({ key, value })),
  };
}
