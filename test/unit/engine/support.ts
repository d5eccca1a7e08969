import { lruCache } from '../../../src/engine/index.ts';
import type { Cached, CacheEvent, CacheInfo, Clock, MemoOptions } from '../../../src/engine/index.ts';

/** A clock that only moves when told. Milliseconds. */
export class Ticks implements Clock {
  reads = 0;

  constructor(public time = 0) {}

  now(): number {
    this.reads++;
    return this.time;
  }
}

/** The counters of a cache as one short text: hits, misses, entries. */
export function counts(cached: { cacheInfo(): CacheInfo }): string {
  const { hits, misses, currsize } = cached.cacheInfo();
  return `${hits} hits, ${misses} misses, ${currsize} held`;
}

/** An observer that writes down what it is told, one word an event: `miss 1`, `removed 1 evicted`. */
export function scribe(): { words: string[]; observer: (event: CacheEvent) => void } {
  const words: string[] = [];
  const observer = (event: CacheEvent): void => {
    const detail =
      event.type === 'removed' ? ` ${event.cause}` : event.type === 'warning' ? ` ${event.code}` : '';
    words.push(`${event.type} ${JSON.stringify(event.key)}${detail}`);
  };
  return { words, observer };
}

/** A function that takes anything and counts its calls. */
export function counter(): ((...args: unknown[]) => number) & { calls: number } {
  const count = (): number => ++count.calls;
  count.calls = 0;
  return count;
}

/** Memoizes a function of one number whose argument does not matter. */
export function ignoring<R>(
  fn: () => R,
  options: MemoOptions<(n: number) => R> = {},
): Cached<(n: number) => R> {
  return lruCache<(n: number) => R>(fn, options);
}
