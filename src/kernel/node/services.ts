import { Console } from 'node:console';
import path from 'node:path';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { Script } from 'node:vm';
import type { MessagePort, Worker } from 'node:worker_threads';
import type { Clock } from '../../engine/index.ts';
import { createCache } from '../../engine/index.ts';
import type { Stream } from '../cells/stream.ts';
import { sharedInfoPrototype } from '../../sharing/index.ts';
import type { ScenarioServices } from '../scenario.ts';
import type { KernelServices } from '../services.ts';
import { trackConnections } from './connections.ts';
import { trackFiles } from './files.ts';
import { Flow, weightOf } from './flow.ts';
import { loadPlayer } from './isolatedPlayer.ts';
import { collectGarbage } from './memory.ts';
import { loadModule } from './modules.ts';
import { knowScenarios, originIn } from './origin.ts';
import { createStartOwnPython } from './ownPython/port.ts';
import { openServer } from './redis/index.ts';
import { NodeRunContext } from './runContext.ts';
import { connectShared } from './shared/load.ts';
import { Signals } from './signals.ts';
import { trackTimers } from './timers.ts';
import { tellFigures } from './shared/figures.ts';
import { openFleet } from './shared/fleet.ts';
import { openWeb } from './web.ts';
import { measureWork } from './work.ts';

/** Taken before cells can replace it. */
const startTimer = setTimeout;
const startImmediate = setImmediate;

/** What Node gives a scenario to work with. */
export const scenarioServices: ScenarioServices = {
  clock: createClock(),
  sleep: createSleep(),
  openWeb,
  openFleet,
};

/** What the supervising thread gives the session's thread: shared signals, and the line to the person's own Python. */
export interface SessionData {
  readonly memory: SharedArrayBuffer;
  readonly python: MessagePort;
}

/** What Node gives a kernel to work with. */
export function createServices({ memory, python }: SessionData): KernelServices {
  const signals = new Signals(memory);
  const context = new NodeRunContext();
  const flow = new Flow(signals.underWay, () => clock.now());
  const timers = trackTimers(context);
  const connections = trackConnections(context);
  trackFiles(context);
  const { clock } = scenarioServices;
  const player = loadPlayer(clock);
  const workers = new Set<Worker>();
  process.on('worker', (worker) => workers.add(worker));
  printInfoAsPython();
  return {
    ...scenarioServices,
    player: {
      ...player,
      play: (...question) => timers.contain(() => player.play(...question)),
    },
    python: { location: path.join(__dirname, 'pyodide'), interrupts: signals.python },
    startOwnPython: createStartOwnPython(python),
    connectShared,
    openRedis: async (setting, report, tell) => {
      const server = await openServer({ setting, mayFetch: true, report });
      await tellFigures(server, tell);
      return server;
    },
    context,
    origin: originIn,
    knowScenarios,
    flow: {
      admits: (tick) => flow.admits(weightOf(tick)),
      press: (tick) => flow.press(weightOf(tick)),
    },
    afterThisTurn: (task) => void context.enter(undefined, () => startImmediate(task)),
    after: (ms, task) => void context.enter(undefined, () => startTimer(task, ms)),
    measureWork,
    inspect: (value) => withoutOwnFrames(inspect(value)),
    load: loadModule,
    captureOutput,
    onUncaught(report) {
      process.on('uncaughtException', report);
      process.on('unhandledRejection', (reason, promise) =>
        context.enter(context.ownerOf(promise), () => report(reason)),
      );
    },
    stopBackground(run) {
      timers.stop();
      connections.stop(run);
      for (const worker of workers) void worker.terminate();
      workers.clear();
    },
    syntaxErrorLine,
    collect,
    wasCutOff: () => signals.takeCutOff(),
  };
}

/** A clock that cells cannot change. */
function createClock(): Clock {
  return { now: performance.now.bind(performance) };
}

/** The timer as it is now, before cells can replace it. */
function createSleep(): ScenarioServices['sleep'] {
  const start = setTimeout;
  return (ms) => new Promise((resolve) => void start(resolve, ms));
}

/** In a turn of its own, when no code holds what it has just made. */
async function collect(): Promise<void> {
  await new Promise((resolve) => startImmediate(resolve));
  collectGarbage();
}

/** A snapshot of counters is printed as Python prints it. */
function printInfoAsPython(): void {
  const prototype = Object.getPrototypeOf(createCache('lru', 1).info()) as object;
  Object.defineProperty(prototype, inspect.custom, { value: toText });
  Object.defineProperty(sharedInfoPrototype, inspect.custom, { value: toText });
}

function toText(this: unknown): string {
  return String(this);
}

/** A line of a stack, and whatever Node has put behind it. */
const FRAME = /^\s+at .*?\(?(?:file:\/\/)?([^\s()]+?):\d+:\d+\)?(?=[ {]*$)/;

/** Text of errors without the lines of their stacks that are in the kernel, and in Node where those are. */
function withoutOwnFrames(text: string): string {
  if (!text.includes(__filename)) return text;
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    if (!isOwnFrame(line)) kept.push(line);
    // The members of an error begin behind its last line.
    else if (line.endsWith(' {')) kept.push(`${kept.pop() ?? ''} {`);
  }
  return kept.join('\n');
}

function isOwnFrame(line: string): boolean {
  const file = FRAME.exec(line)?.[1];
  const isOurs = file !== undefined && (file === __filename || file.startsWith('node:'));
  return isOurs || /^\s+\.\.\. \d+ lines matching cause stack trace \.\.\.$/.test(line);
}

/** Node puts the place of a syntax error in front of its stack. */
function syntaxErrorLine(code: string): number | undefined {
  try {
    new Script(code);
    return undefined;
  } catch (error) {
    const line = /^.*?:(\d+)\n/.exec(String((error as Error).stack))?.[1];
    return line === undefined ? undefined : Number(line);
  }
}

function captureOutput(write: (stream: Stream, text: string) => void): void {
  const [stdout, stderr] = (['stdout', 'stderr'] as const).map((stream) => {
    const writable = new Writable({
      decodeStrings: false,
      write(chunk: Buffer | string, _encoding, done) {
        write(stream, withoutOwnFrames(chunk.toString()));
        done();
      },
    });
    process[stream].write = writable.write.bind(writable) as typeof process.stdout.write;
    return writable;
  });
  if (stdout && stderr) globalThis.console = new Console({ stdout, stderr, colorMode: false });
}
