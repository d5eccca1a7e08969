import { inspect } from 'node:util';
import { EVENT_BYTES, bytesOf, chunkOf, Recorder, Recording } from '../../../src/recording/index.ts';
import type { CacheWriter, NewCache, RecordingOptions, Tick } from '../../../src/recording/index.ts';

/** A recorder whose turns and clock move when they are told to. */
export class Studio {
  time = 0;
  readonly ticks: Tick[] = [];
  private readonly tasks: (() => void)[] = [];
  readonly recorder = new Recorder({
    now: () => this.time,
    afterThisTurn: (task) => this.tasks.push(task),
    later: (task) => this.tasks.push(task),
    describe: (label) => this.describe(label),
    send: (tick) => this.ticks.push(structuredClone(tick)),
  });

  constructor(public describe: (label: unknown) => string = (label) => inspect(label, { depth: 3 })) {}

  open(facts: Partial<NewCache> = {}): CacheWriter {
    return this.recorder.open({ name: 'c', kind: 'test', policy: 'lru', maxsize: 3, ...facts });
  }

  /** The code that runs gives way: what waits for that is done. */
  turn(): void {
    for (const task of this.tasks.splice(0)) task();
  }

  /** All that was told, and what is told now, as a recording; perhaps cut and packed in another way. */
  finish(options?: RecordingOptions, recut: (tick: Tick) => readonly Tick[] = (tick) => [tick]): Recording {
    this.recorder.flush();
    const recording = new Recording(options);
    for (const tick of this.ticks.flatMap(recut)) recording.append(tick);
    return recording;
  }
}

/** What a tick without new keys has. */
export const noKeys = {
  caches: new Int32Array(),
  numbers: new Int32Array(),
  prints: new Float64Array(),
  texts: [],
};

/** The same events in ticks of other sizes, each a view into a larger buffer at an odd place. */
export function cutAnew(tick: Tick, sizes: () => number): Tick[] {
  const chunk = chunkOf(tick.first, tick.events);
  const pieces: Tick[] = [{ ...tick, events: new Uint8Array() }];
  for (let from = 0; from < chunk.size;) {
    const to = Math.min(chunk.size, from + Math.max(1, sizes()));
    const bytes = bytesOf(chunk, from, to);
    const buffer = new Uint8Array(bytes.length + 8);
    buffer.set(bytes, 3);
    pieces.push({ first: chunk.first + from, events: buffer.subarray(3, 3 + bytes.length), caches: [], keys: noKeys });
    from = to;
  } // oxfmt-ignore
  return pieces;
}

/** How many events ticks hold. */
export const sizeOf = (ticks: readonly Tick[]): number =>
  ticks.reduce((sum, { events }) => sum + events.length / EVENT_BYTES, 0);

/** Numbers from 0 up to, not including, `limit`, the same for the same seed. */
export function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return Math.floor(((state >>> 0) / 2 ** 32) * limit);
  };
}
