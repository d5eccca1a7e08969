import type { Operation, ProbeCall, ProbeCounts } from '../../../src/watch/messages.ts';
import { operations } from '../../../src/watch/messages.ts';

/** `functools.lru_cache` as its documentation says, and what a probe in it hears. */
export class NaiveCache {
  readonly entries = new Map<number, number>();
  hits = 0;
  misses = 0;

  constructor(
    readonly id: number,
    readonly maxsize: number | null,
    private readonly tell: (call: ProbeCall) => void,
    private readonly body: (cache: NaiveCache, thread: number, key: number) => void,
  ) {}

  call(thread: number, key: number): void {
    this.say(thread, operations.called, key);
    if (this.entries.has(key)) {
      this.hits++;
      this.touch(key);
      return;
    }
    this.misses++;
    this.say(thread, operations.missed, null);
    try {
      this.body(this, thread, key);
    } catch (error) {
      this.say(thread, operations.threw, null);
      throw error;
    }
    if (this.maxsize !== 0 && (this.maxsize === null || !this.entries.has(key))) {
      if (this.entries.size === this.maxsize) this.entries.delete(this.entries.keys().next().value!);
      this.entries.set(key, key);
    }
    this.say(thread, operations.returned, null);
  }

  clear(thread: number, isTold = true): void {
    this.hits = this.misses = 0;
    this.entries.clear();
    if (isTold) this.say(thread, operations.cleared, null);
  }

  row(): ProbeCounts {
    return [this.id, this.hits, this.misses, null, this.entries.size, this.maxsize];
  }

  private touch(key: number): void {
    this.entries.delete(key);
    this.entries.set(key, key);
  }

  private say(thread: number, operation: Operation, key: number | null): void {
    this.tell([this.id, thread, operation, key]);
  }
}

/** The ways up so many stairs, as the lessons have them. */
export function stairs(cache: NaiveCache, thread: number, stair: number): void {
  if (stair > 3) for (const steps of [3, 2, 1]) cache.call(thread, stair - steps);
}
