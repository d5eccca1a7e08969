/* eslint-disable @typescript-eslint/no-non-null-assertion -- every slot and position read here was written before */
import type { Simulation } from './simulate.ts';

/** Belady's policy: the entry whose next use is farthest away leaves. A newcomer always goes in. */
export function simulateOptimal(limit: number, keys: Iterable<string | number>): Simulation {
  const trace = [...keys];
  const nextUse = nextUses(trace);
  const cached = new Map<string | number, number>();
  let hits = 0;
  let evictions = 0;
  trace.forEach((key, i) => {
    if (cached.has(key)) hits++;
    else if (limit > 0 && cached.size === limit) {
      cached.delete(farthest(cached));
      evictions++;
    }
    if (limit > 0) cached.set(key, nextUse[i]!);
  });
  return { requests: trace.length, hits, misses: trace.length - hits, evictions, size: cached.size };
}

function nextUses(trace: readonly (string | number)[]): number[] {
  const seen = new Map<string | number, number>();
  const uses = new Array<number>(trace.length);
  for (let i = trace.length - 1; i >= 0; i--) {
    const key = trace[i]!;
    uses[i] = seen.get(key) ?? Infinity;
    seen.set(key, i);
  }
  return uses;
}

function farthest(cached: ReadonlyMap<string | number, number>): string | number {
  let victim: string | number = '';
  let next = -1;
  for (const [key, use] of cached) if (use > next) [victim, next] = [key, use];
  return victim;
}
