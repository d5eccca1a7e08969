import type { StartOwnPython } from './cells/ownPython/process.ts';
import type { Answer, PythonFiles } from './cells/language.ts';
import type { Stream } from './cells/stream.ts';
import type { Run, RunContext } from './notebook/run.ts';
import type { Origin } from '../recording/index.ts';
import type { ServerFigures } from '../protocol/redisInfo.ts';
import type { ConnectShared } from '../sharing/index.ts';
import type { RedisServer } from './redisServer.ts';
import type { ScenarioServices } from './scenario.ts';
import type { TickFlow } from './recorder.ts';

type Write = (stream: Stream, text: string) => void;

/**
 * Puts the judge's questions to answers to exercises, and tells the judge what was found, on a way that no cell reaches.
 * It stops timers that answers start while it does, and each question ends some day.
 */
export interface AnswerPlayer {
  /** What tells the judge that a message is really from here. Comes before the first cell. */
  open(secret: string): void;
  /** Tells the judge that there is an answer, which may be asked with hands of its own. */
  handIn(run: string, answer: Answer | undefined): void;
  /** `question` is the number of the question, `text` the question itself. `usesTools` is asked when it was answered. */
  play(run: string, question: number, text: string, answer: Answer, usesTools: () => boolean): void;
  /** Tells the judge that there is nobody to be asked. */
  refuse(run: string, question: number): void;
  /** Tells the judge what was found of a question that was cut off. */
  end(): void;
}

/** What a platform gives a kernel to work with. */
export interface KernelServices extends ScenarioServices {
  readonly player: AnswerPlayer;
  readonly python: PythonFiles;
  readonly startOwnPython: StartOwnPython;
  /** Connects to a Redis or Valkey; what does so is loaded when it is first asked for. */
  readonly connectShared: ConnectShared;
  /**
   * Finds or brings a Redis or Valkey, as `setting` says, and tells what it does, and
   * what the server says of itself from then on. Rejects with a `HumanError`.
   */
  openRedis(
    setting: unknown,
    report: (text: string) => void,
    tell: (figures: ServerFigures) => void,
  ): Promise<RedisServer>;
  readonly context: RunContext;
  /** The innermost line that runs now in one of these files: names that are true. It never throws. */
  origin(files: Readonly<Record<string, true>>): Origin | undefined;
  /** From now on `origin` finds the lines of scenarios, too. */
  knowScenarios(): void;
  readonly flow: TickFlow;
  /** Calls `task` once, as soon as the code that runs now has given way, as a part of the kernel itself. */
  afterThisTurn(task: () => void): void;
  /** Calls `task` once, after `ms` milliseconds, as a part of the kernel itself. */
  after(ms: number, task: () => void): void;
  /** How long this process could have worked from now on, in ms: time in which it waited for a processor is left out. */
  measureWork(): () => number;
  /** A value as text, as the platform's console writes it. */
  readonly inspect: (value: unknown) => string;
  /** Imports what the platform has, or a package of `folder`. */
  load(specifier: string, folder: string | undefined, options?: ImportCallOptions): Promise<unknown>;
  /** Has `write` called with all that cells print, also past `console`. */
  captureOutput(write: Write): void;
  /** Has `report` called with errors that nobody has caught. */
  onUncaught(report: (error: unknown) => void): void;
  /** Ends what cells have left running: timers, threads, connections, and the servers of `run`. */
  stopBackground(run: Run | undefined): void;
  /** The line in which the engine finds that code is no program; undefined where it cannot tell. */
  syntaxErrorLine(code: string): number | undefined;
  /** Collects what nothing can reach any more, where a platform can. Resolves when that is done. */
  collect(): Promise<void>;
  /** Whether the code that ran when `interrupt` was asked for has been cut off. Asking resets it. */
  wasCutOff(): boolean;
}
