/** What `src/assembly` exports. Places are counted in bytes. */
export interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly free: WebAssembly.Global<'i32'>;
  readonly greatest: (ids: number, count: number) => number;
  readonly curveAt: (...places: CurvePlaces) => void;
  readonly curve: (ids: number, count: number) => number;
  readonly compactCurve: () => number;
  readonly lru: (...all: [...Answering, cellOf: number, cells: number]) => number;
  readonly lfu: (
    ...all: [...Answering, cellOf: number, cells: number, groups: number, limit: number, size: number]
  ) => number;
  readonly fifo: (
    ...all: [...Answering, inside: number, ring: number, length: number, place: number]
  ) => number;
  readonly sieve: (
    ...all: [...Answering, states: number, cells: number, limit: number, size: number]
  ) => number;
  readonly arc: AnswerByQueues;
  readonly clock: AnswerByQueues;
  readonly lifo: AnswerByQueues;
  readonly mru: AnswerByQueues;
  readonly s3Fifo: AnswerByQueues;
  readonly slru: AnswerByQueues;
  readonly twoQueues: AnswerByQueues;
  readonly windowTinyLfu: AnswerByQueues;
  readonly sketchAt: (prints: number, counters: number, length: number, sample: number) => void;
}

type AnswerByQueues = (
  ...all: [...Answering, cellOf: number, cells: number, limit: number, size: number]
) => number;

type Answering = [ids: number, outcomes: number, count: number];

type CurvePlaces = [
  last: number,
  counts: number,
  who: number,
  bits: number,
  words: number,
  groups: number,
  ranges: number,
];

/** The compiled loops, where this machine can run them; they need SIMD. */
export function codeOf(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module | undefined {
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
}
