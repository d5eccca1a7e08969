import { Console } from 'node:console';
import path from 'node:path';
import { Writable } from 'node:stream';
import { clearInterval, setInterval } from 'node:timers';
import { inspect } from 'node:util';
import type { Worker } from 'node:worker_threads';
import type { Clock } from '../../engine/index.ts';
import { createCache } from '../../engine/index.ts';
import type { Stream } from '../cells/language.ts';
import type { NotebookServices } from '../notebook/services.ts';
import { loadPlayer } from './isolatedPlayer.ts';
import { loadModule } from './modules.ts';
import { Signals } from './signals.ts';
import { trackTimers } from './timers.ts';

/** What Node gives the cells of a notebook to work with. `signals` are shared with the supervisor. */
export function createNotebookServices(memory: SharedArrayBuffer): NotebookServices {
  const signals = new Signals(memory);
  const timers = trackTimers();
  const clock = createClock();
  const player = loadPlayer(clock);
  const workers = new Set<Worker>();
  process.on('worker', (worker) => workers.add(worker));
  printInfoAsPython();
  return {
    clock,
    player: {
      ...player,
      play: (...question) => timers.contain(() => player.play(...question)),
    },
    python: { location: path.join(__dirname, 'pyodide'), interrupts: signals.python },
    every(ms, tick) {
      const timer = setInterval(tick, ms);
      return () => clearInterval(timer);
    },
    inspect: (value) => inspect(value),
    load: loadModule,
    captureOutput,
    onUncaught(report) {
      process.on('uncaughtException', report);
      process.on('unhandledRejection', report);
    },
    stopBackground() {
      timers.stop();
      for (const worker of workers) void worker.terminate();
      workers.clear();
    },
    wasCutOff: () => signals.takeCutOff(),
  };
}

/** A clock that cells cannot change. */
function createClock(): Clock {
  return { now: performance.now.bind(performance) };
}

/** A snapshot of counters is printed as Python prints it. */
function printInfoAsPython(): void {
  const prototype = Object.getPrototypeOf(createCache('lru', 1).info()) as object;
  Object.defineProperty(prototype, inspect.custom, { value: toText });
}

function toText(this: unknown): string {
  return String(this);
}

function captureOutput(write: (stream: Stream, text: string) => void): void {
  const [stdout, stderr] = (['stdout', 'stderr'] as const).map((stream) => {
    const writable = new Writable({
      decodeStrings: false,
      write(chunk: Buffer | string, _encoding, done) {
        write(stream, chunk.toString());
        done();
      },
    });
    process[stream].write = writable.write.bind(writable) as typeof process.stdout.write;
    return writable;
  });
  if (stdout && stderr) globalThis.console = new Console({ stdout, stderr, colorMode: false });
}
