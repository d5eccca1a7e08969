import { Numbering } from '../engine/numbering.ts';
import type { Recording, Sliced } from '../recording/index.ts';
import type { Trace } from './trace.ts';

/** What a cache was asked for while it was recorded. */
export interface RecordedTrace {
  /** In the order in which requests were answered: a miss is stored when its call returns. */
  readonly trace: Trace;
  /** The text of the key with a number of this trace. */
  readonly textOf: (id: number) => string;
  /** Whether calls were made inside others of the same cache. Then a cache of another size gets other requests. */
  readonly isNested: boolean;
  /** Requests that missed, in truth. */
  readonly misses: number;
  /** What a call took that missed, on average, in ms; without the calls of the same cache inside it. */
  readonly callMs?: number | undefined;
  /** Whether the first events were cut: what came before is not known. */
  readonly isCut: boolean;
}

/** The requests of a cache of a recording as a trace, as far as events are kept; in slices, because it looks at all. */
export function* recordedTrace(recording: Recording, cache: number): Sliced<RecordedTrace> {
  const { keys, times, isNested, misses, callMs } = yield* recording.answered(cache);
  const numbering = new Numbering(); // Numbers of a recording begin at 1, and anew where there are many.
  const ids = keys.map((key) => numbering.numberOf(key));
  const keyOf = (id: number): number => numbering.key(id) as number;
  const prints = Float64Array.from({ length: numbering.size }, (_, id) =>
    recording.printOf(cache, keyOf(id)),
  );
  return {
    trace: { ids, times, distinct: numbering.size, prints },
    textOf: (id) => recording.textOf(cache, keyOf(id)),
    isNested,
    misses,
    callMs,
    isCut: recording.first > 1,
  };
}
