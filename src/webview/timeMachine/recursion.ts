import { createCache, policies, type KeyedCache, type Observer } from '../../engine/index.ts';
import { isRequest, type Call, type CacheFacts, type Recording } from '../../recording/index.ts';

/** The most calls that are looked at. */
export const MOST_CALLS = 20_000;

/** A call in a tree of calls, recorded or imagined. */
export interface CallNode {
  readonly cache: number;
  readonly key: number;
  /** The number of its event, 0 where it is imagined. */
  readonly number: number;
  readonly isHit: boolean;
  /** The key of the entry that made room for its result, 0 where none did. */
  readonly evicted: number;
  readonly children: CallNode[];
}

/** One call from outside, with all that it led to. */
export interface Recursion {
  /** The numbers of its first event and of the last before the next call from outside. */
  readonly from: number;
  readonly to: number;
  readonly root: CallNode;
  /** All its calls, a parent before its children. */
  readonly calls: readonly CallNode[];
  /** Whether there are more than are looked at. */
  readonly isCut: boolean;
  /** By `idOf`: the calls that a call makes where nothing answers it. Not known of a key that was never missed. */
  readonly inner: ReadonlyMap<string, readonly CallNode[]>;
}

/** A key of a cache as one text. */
export const idOf = ({ cache, key }: Pick<CallNode, 'cache' | 'key'>): string => `${cache} ${key}`;

/** The call from outside during which an event happened, or that came last before it; `undefined` where there is none. */
export function recursionAt(recording: Recording, step: number): Recursion | undefined {
  const isOuter = (kind: number, _: number, __: number, depth: number): boolean =>
    isRequest(kind) && depth === 0;
  const from = recording.seek(step + 1, -1, isOuter);
  if (from === undefined) return undefined;
  const to = (recording.seek(from, 1, isOuter) ?? recording.last + 1) - 1;
  const { calls, left } = recording.callTree(from, to, MOST_CALLS);
  const nodes: CallNode[] = [];
  const inner = new Map<string, readonly CallNode[]>();
  for (const call of calls) {
    const node = nodeOf(call);
    nodes[call.parent]?.children.push(node);
    nodes.push(node);
    if (!call.isHit) inner.set(idOf(node), node.children);
  }
  const [root] = nodes;
  return root && { from, to, root, calls: nodes, isCut: left > 0, inner };
}

function nodeOf({ cache, key, number, isHit, evicted }: Call): CallNode {
  return { cache, key, number, isHit, evicted, children: [] };
}

/**
 * The same call with another maxsize of one cache, which begins empty like all others. What a call asks for is known
 * where it was missed once; what was always answered is taken for a call without inner ones.
 */
export function imagine(
  { from, to, root, inner }: Recursion,
  facts: readonly CacheFacts[],
  chosen: number,
  maxsize: number,
): Recursion {
  const caches = new Map(
    facts.map((each) => [
      each.cache,
      new ImaginedCache(each, each.cache === chosen ? maxsize : each.maxsize),
    ]),
  );
  const calls: CallNode[] = [];
  // Those that wait for the result of the last: a list, because a recursion may be deeper than the stack.
  const running: Building[] = [];
  const begin = ({ cache, key }: CallNode): Building => {
    const isHit = caches.get(cache)?.has(key) ?? false;
    const node: Building = { cache, key, number: 0, isHit, evicted: 0, children: [] };
    calls.push(node);
    if (!isHit) running.push(node);
    return node;
  };
  const first = begin(root);
  for (let node = running.at(-1); node; node = running.at(-1)) {
    const asked = inner.get(idOf(node))?.[node.children.length];
    if (asked && calls.length >= MOST_CALLS) return { from, to, root: first, calls, isCut: true, inner };
    if (asked) node.children.push(begin(asked));
    else {
      node.evicted = caches.get(node.cache)?.store(node.key) ?? 0;
      running.pop();
    }
  }
  return { from, to, root: first, calls, isCut: false, inner };
}

type Building = { -readonly [Name in keyof CallNode]: CallNode[Name] };

/** A cache that holds keys only. */
class ImaginedCache {
  private evicted = 0;
  private readonly cache: KeyedCache<number, true>;

  constructor({ policy, seed }: CacheFacts, maxsize: number | null) {
    const known = policies.some(({ id }) => id === policy) ? policy : 'lru';
    const observer: Observer = (event) => {
      if (event.type === 'removed' && event.cause === 'evicted') this.evicted = Number(event.key);
    };
    this.cache = createCache(known, maxsize, { seed, observer });
  }

  has(key: number): boolean {
    return this.cache.get(key) === true;
  }

  /** Returns the key that made room, 0 where none did. */
  store(key: number): number {
    this.evicted = 0;
    this.cache.set(key, true);
    return this.evicted;
  }
}

/**
 * How many calls each key takes where nothing is cached: one, and those of all that it asks for. Numbers that are too
 * great become `Infinity`.
 */
export function costs({ inner }: Recursion): (node: CallNode) => number {
  const known = new Map<string, number>();
  const innerOf = (id: string): readonly CallNode[] => inner.get(id) ?? [];
  return (node) => {
    // A list, because a recursion may be deeper than the stack: a key stands behind those that it waits for.
    const waiting = [{ id: idOf(node), isOpen: false }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { id, isOpen } = next;
      if (isOpen)
        known.set(
          id,
          innerOf(id).reduce((all, child) => all + (known.get(idOf(child)) ?? 1), 1),
        );
      else if (!known.has(id)) {
        known.set(id, 1); // A key that asks for itself: it cannot be told how often.
        waiting.push(
          { id, isOpen: true },
          ...innerOf(id).map((child) => ({ id: idOf(child), isOpen: false })),
        );
      }
    }
    return known.get(idOf(node)) ?? 1;
  };
}
