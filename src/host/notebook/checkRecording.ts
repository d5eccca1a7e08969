import { createCache, type Observer, type Teller, ttlCache } from '../../engine/index.ts';
import type { Replay, ReplayOperation } from '../../lessons/exercises/check/replay.ts';
import type { Recorded } from '../../protocol/recorded.ts';
import { packed } from '../../protocol/recorded.ts';
import { Recorder, type Tick } from '../../recording/index.ts';

/** The model's cache in a failing sequence: its events, and after each step of the sequence the last of them. */
export interface ModelRecording {
  readonly recorded: Recorded;
  readonly ends: number[];
}

type Apply = (operation: ReplayOperation) => void;

/** Plays a sequence with one of the engine's caches, recorded as a cell's cache is. */
export function recordReplay(replay: Replay, name: string): ModelRecording | undefined {
  const { policy, maxsize, lifetime, steps } = replay;
  const ticks: Tick[] = [];
  const clock = { time: 0, now: () => clock.time };
  const recorder = new Recorder({
    now: () => 0, // One tick. Time that passes in a sequence is told by what expires.
    afterThisTurn: () => undefined,
    later: () => undefined,
    describe: String,
    send: (tick) => ticks.push(tick),
  });
  const writer = recorder.open({ name, kind: policy, policy, maxsize });
  const apply = lifetime === undefined ? keyed(replay, writer) : timed(replay, lifetime, clock, writer);
  const ends = [recorder.last];
  for (const step of steps) {
    for (const operation of step) {
      if (operation.type === 'wait') clock.time += operation.ms;
      else apply(operation);
    }
    ends.push(recorder.last);
  }
  recorder.flush();
  const [tick] = ticks;
  const recorded = tick && ticks.length === 1 ? packed(tick, '', recorder.last) : undefined;
  return recorded && { recorded, ends };
}

function keyed({ policy, maxsize }: Replay, writer: Teller): Apply {
  const cache = createCache<number, number>(policy, maxsize, { observer: writer as unknown as Observer });
  return (operation) => {
    if (operation.type === 'get') cache.get(operation.key);
    if (operation.type === 'put') cache.set(operation.key, operation.value);
    if (operation.type === 'clear') cache.clear();
  };
}

function timed({ maxsize }: Replay, lifetime: number, clock: { now(): number }, writer: Teller): Apply {
  let fails = false;
  const options = { clock, observer: writer as unknown as Observer };
  const read = ttlCache(
    lifetime / 1000,
    maxsize,
    options,
  )((url: string) => {
    if (fails) throw new Error(url);
    return url;
  });
  return (operation) => {
    if (operation.type === 'clear') read.cacheClear();
    if (operation.type !== 'call') return;
    fails = operation.fails;
    try {
      read(operation.key);
    } catch {
      return; // As the sequence says.
    }
  };
}
