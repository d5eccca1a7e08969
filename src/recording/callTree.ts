import { isRequest, kinds } from './events.ts';
import type { EventLog } from './log.ts';

/** A request, and what it led to. */
export interface Call {
  /** The number of its event. */
  readonly number: number;
  readonly cache: number;
  readonly key: number;
  /** The place in the list of the call that was running, -1 where there was none or it lies before the range. */
  readonly parent: number;
  readonly depth: number;
  readonly isHit: boolean;
  /** Whether a miss had its result stored. */
  isStored: boolean;
  /** The key of the entry that made room for the result, 0 where none did. */
  evicted: number;
}

export interface CallTree {
  /** In the order in which they began: a parent stands before its children. */
  readonly calls: readonly Call[];
  /** How many requests were left out because the list is full. */
  readonly left: number;
}

/**
 * The calls among the events `from` to `to`, of all caches: who called whom follows from the depths. Holds the first
 * `most` of them.
 */
export function callTree(log: EventLog, from: number, to: number, most = 2000): CallTree {
  const builder = new TreeBuilder(most);
  for (const { chunk, start, end } of log.spans(from, to)) {
    for (let at = start; at < end; at++) {
      const kind = chunk.kind[at]!;
      const [cache, key, depth] = [chunk.cache[at]!, chunk.key[at]!, chunk.depth[at]!];
      if (isRequest(kind)) builder.request(chunk.first + at, cache, key, depth, kind !== kinds.miss);
      else if (kind === kinds.evicted) builder.evicts(cache, key);
      else if (kind === kinds.stored || kind === kinds.renewed) builder.stores(cache, key, depth);
    }
  }
  return builder;
}

class TreeBuilder implements CallTree {
  readonly calls: Call[] = [];
  left = 0;
  /** By depth, the place of the last miss: what is called one level deeper is called by it. */
  private readonly running: number[] = [];
  /** What left for the entry that is stored next. */
  private leaving = { cache: 0, key: 0 };

  constructor(private readonly most: number) {}

  request(number: number, cache: number, key: number, depth: number, isHit: boolean): void {
    this.running.length = Math.min(this.running.length, depth);
    const parent = this.running[depth - 1] ?? -1;
    if (this.calls.length >= this.most) {
      this.left++;
      return;
    }
    if (!isHit) this.running[depth] = this.calls.length;
    this.calls.push({ number, cache, key, parent, depth, isHit, isStored: false, evicted: 0 });
  }

  evicts(cache: number, key: number): void {
    this.leaving = { cache, key };
  }

  stores(cache: number, key: number, depth: number): void {
    const { leaving } = this;
    this.leaving = { cache: 0, key: 0 };
    const call = this.calls[this.running[depth] ?? -1];
    if (call?.cache !== cache || call.key !== key) return;
    call.isStored = true;
    if (leaving.cache === cache) call.evicted = leaving.key;
  }
}
