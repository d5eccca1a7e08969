import type { Clock } from '../../engine/index.ts';
import type { Checker } from '../checker.ts';
import type { PythonFiles, Stream } from '../cells/language.ts';

type Write = (stream: Stream, text: string) => void;

/** What a platform gives the cells of a notebook to work with. */
export interface NotebookServices {
  readonly clock: Clock;
  /** Judges answers to exercises. It stops timers that they start while it does, and ends by itself some day. */
  readonly checker: Checker;
  readonly python: PythonFiles;
  /** Calls `tick` every `ms` milliseconds until the returned function is called. */
  every(ms: number, tick: () => void): () => void;
  /** A value as text, as the platform's console writes it. */
  readonly inspect: (value: unknown) => string;
  /** Imports what the platform has, or a package of `folder`. */
  load(specifier: string, folder: string | undefined, options?: ImportCallOptions): Promise<unknown>;
  /** Has `write` called with all that cells print, also past `console`. */
  captureOutput(write: Write): void;
  /** Has `report` called with errors that nobody has caught. */
  onUncaught(report: (error: unknown) => void): void;
  /** Ends what cells have left running: timers, threads. */
  stopBackground(): void;
  /** Whether the code that ran when `interrupt` was asked for has been cut off. Asking resets it. */
  wasCutOff(): boolean;
}
