import { isRequest, kinds, type Chunk } from './events.ts';
import type { Sliced } from './slices.ts';

/** The requests of one cache in the order in which they were answered. */
export interface Answered {
  /** The number of the key of each. */
  readonly keys: Int32Array;
  /** When it was answered, in ms since the recording began. */
  readonly times: Float64Array;
  /** Whether one was made inside another: a recursive function makes other requests when its cache is another one. */
  readonly isNested: boolean;
  /** Requests that missed. */
  readonly misses: number;
  /**
   * What such a call took on average, in ms, without the calls of the same cache inside it; undefined where none has
   * stored anything.
   */
  readonly callMs?: number | undefined;
}

/**
 * A hit is answered at once, a miss when the call returns: then its entry goes in, after those of the calls inside it,
 * and a cache of another size finds them in this order. A call that stores nothing has returned before the next request
 * that is not inside it.
 */
export function* answeredOf(chunks: readonly Chunk[], cache: number): Sliced<Answered> {
  const total = chunks.reduce((sum, { size }) => sum + size, 0);
  const answering = new Answering(total);
  let seen = 0;
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.size; at++) answering.take(chunk, at, cache);
    yield (seen += chunk.size) / total;
  }
  return answering.end();
}

class Answering {
  isNested = false;
  misses = 0;
  private readonly keys: Int32Array;
  private readonly times: Float64Array;
  private size = 0;
  private time = 0;
  /** Misses that have not returned, each inside the one before. */
  private readonly open: {
    readonly key: number;
    readonly depth: number;
    readonly since: number;
    inner: number;
  }[] = [];
  private calls = 0;
  private spent = 0;

  constructor(room: number) {
    this.keys = new Int32Array(room);
    this.times = new Float64Array(room);
  }

  take(chunk: Chunk, at: number, cache: number): void {
    const kind = chunk.kind[at]!;
    const [key, depth, isOwn] = [chunk.key[at]!, chunk.depth[at]!, chunk.cache[at] === cache];
    this.time = chunk.time[at]!;
    if (isRequest(kind)) {
      this.close(depth);
      if (isOwn) this.request(key, depth, kind === kinds.hit);
    } else if (isOwn && (kind === kinds.stored || kind === kinds.renewed)) {
      this.measure(key);
      this.close(depth);
    }
  }

  end(): Answered {
    this.close(0);
    const { keys, times, size, isNested, misses, calls, spent } = this;
    return {
      keys: keys.slice(0, size),
      times: times.slice(0, size),
      isNested,
      misses,
      ...(calls > 0 && { callMs: spent / calls }),
    };
  }

  private request(key: number, depth: number, isHit: boolean): void {
    this.isNested ||= this.open.length > 0;
    if (isHit) {
      this.answer(key);
      return;
    }
    this.misses++;
    this.open.push({ key, depth, since: this.time, inner: 0 });
  }

  /** The call that stores now is the innermost one: how long it took is known. One that stored nothing may go on. */
  private measure(key: number): void {
    const call = this.open.at(-1);
    if (call?.key !== key) return;
    const took = this.time - call.since;
    this.calls++;
    this.spent += took - call.inner;
    const around = this.open.at(-2);
    if (around) around.inner += took;
  }

  /** All calls at this depth and deeper have returned. */
  private close(depth: number): void {
    for (let last = this.open.at(-1); last && last.depth >= depth; last = this.open.at(-1)) {
      this.open.pop();
      this.answer(last.key);
    }
  }

  private answer(key: number): void {
    this.keys[this.size] = key;
    this.times[this.size++] = this.time;
  }
}
