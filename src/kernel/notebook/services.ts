import type { Clock } from '../../engine/index.ts';
import type { Checker } from '../checker.ts';
import type { PythonFiles, Stream } from '../cells/language.ts';
import type { Run, RunContext } from './run.ts';

type Write = (stream: Stream, text: string) => void;

/** What a platform gives the cells of a notebook to work with. */
export interface NotebookServices {
  readonly clock: Clock;
  /** Judges answers to exercises. It stops timers that they start while it does, and ends by itself some day. */
  readonly checker: Checker;
  readonly python: PythonFiles;
  readonly context: RunContext;
  /** Calls `task` once, after `ms` milliseconds, as a part of the kernel itself. */
  after(ms: number, task: () => void): void;
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
  /** Whether the code that ran when `interrupt` was asked for has been cut off. Asking resets it. */
  wasCutOff(): boolean;
}
