import { StackDistances } from '../engine/stackDistances.ts';
import { CompiledDistances } from './compiled/distances.ts';
import { Curve } from './curve.ts';
import type { Requests } from './trace.ts';

/** What counts by distance how often keys are asked for again. */
export type Distances = Pick<StackDistances, 'requests' | 'push' | 'histogram'>;

/** The exact LRU curve of requests that come bit by bit. */
export class GrowingCurve {
  private readonly distances: Distances;

  /** With the compiled loops it is counted by them. */
  constructor(code?: WebAssembly.Module) {
    this.distances = code ? new CompiledDistances(code) : new StackDistances();
  }

  push({ ids }: Requests): void {
    this.distances.push(ids);
  }

  /** The curve of all requests so far. */
  curve(): Curve {
    return curveOf(this.distances);
  }
}

/** What distances say: how many requests each size would have answered. */
export function curveOf(distances: Distances): Curve {
  const hits = distances.histogram();
  const distinct = hits[0] ?? 0;
  if (hits.length > 0) hits[0] = 0;
  for (let size = 1; size < hits.length; size++) hits[size] = hits[size]! + hits[size - 1]!;
  return new Curve({ requests: distances.requests, distinct, hits });
}
