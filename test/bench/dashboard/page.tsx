/** Runs in the dashboard's own page: how long the jumps of the time machine take there. */
import { render } from 'preact';
import { createCache } from '../../../src/engine/index.ts';
import { Recorder } from '../../../src/recording/index.ts';
import { TimeMachine } from '../../../src/webview/timeMachine/machine.ts';
import { TimeMachineView } from '../../../src/webview/views/timeMachine.tsx';

export interface JumpBench {
  readonly policy: string;
  readonly maxsize: number;
  readonly events: number;
  readonly jumps: number;
}

/** What one jump took, in ms. */
export interface Jumped {
  /** Until it is known what the cache was like at that moment. */
  readonly fold: number;
  /** From then until the picture is laid out. */
  readonly draw: number;
}

export interface JumpFigures {
  readonly times: readonly Jumped[];
  /** The same of a second round. */
  readonly again: readonly Jumped[];
  /** What the events and the checkpoints hold then, in bytes. */
  readonly bytes: number;
}

function benchJumps({ policy, maxsize, events, jumps }: JumpBench): JumpFigures {
  let frames = 0;
  const machine = new TimeMachine({
    send: () => undefined,
    draw: () => undefined,
    remember: () => undefined,
    now: () => performance.now(),
    nextFrame: () => frames++,
  });
  /** Shows another moment, the layout of the page included. */
  const jump = (step: number): Jumped => {
    const begin = performance.now();
    machine.go(step);
    for (let before = -1; before !== frames;) {
      before = frames;
      machine.look();
    }
    const known = performance.now();
    render(<TimeMachineView machine={machine} title="Bench" />, place);
    place.getBoundingClientRect();
    return { fold: known - begin, draw: performance.now() - known };
  };
  machine.open('bench');
  record({ policy, maxsize, events }, machine);
  const place = document.createElement('div');
  document.querySelector('main')?.append(place);
  try {
    const roll = dice(7);
    const round = (): Jumped[] => Array.from({ length: jumps }, () => jump(roll(events)));
    const [times, again] = [round(), round()];
    const { recording } = machine;
    return { times, again, bytes: (recording?.bytes ?? 0) + (recording?.stateBytes ?? 0) };
  } finally {
    render(null, place);
    place.remove();
  }
}

/** Lets a cache be asked for keys of which some are asked for often, and gives what it tells to the time machine. */
function record({ policy, maxsize, events }: Omit<JumpBench, 'jumps'>, machine: TimeMachine): void {
  const recorder = new Recorder({
    now: () => performance.now(),
    afterThisTurn: () => undefined,
    later: () => undefined,
    describe: String,
    send: (tick) => machine.receive('bench', tick),
  });
  const observer = recorder.open({ name: policy, kind: 'bench', policy, maxsize });
  const cache = createCache<number, number>(policy, maxsize, { observer });
  const roll = dice(1);
  while (recorder.last < events) {
    const key = Math.min(roll(4 * maxsize), roll(4 * maxsize));
    if (cache.get(key) === undefined) cache.set(key, key);
  }
  recorder.flush();
}

function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return Math.floor(((state >>> 0) / 2 ** 32) * limit);
  };
}

Object.assign(globalThis, { benchJumps });
