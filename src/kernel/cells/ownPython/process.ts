import type { PythonCommand } from '../../../protocol/kernel.ts';
import type { Stream } from '../stream.ts';

/** What is heard of a Python process, in the order in which it was said. */
export interface OwnPythonListener {
  onOutput(stream: Stream, text: string): void;
  onLine(line: string): void;
  /** Once, the last of all. */
  onEnd(end: OwnPythonEnd): void;
}

/** How a Python process has ended; `forced`: it did not react to an interrupt. */
export interface OwnPythonEnd {
  readonly code?: number | undefined;
  readonly signal?: string | undefined;
  /** Why it could not be started. */
  readonly error?: string | undefined;
  readonly forced?: boolean | undefined;
}

/** A process of the person's own Python. It never outlives the kernel. */
export interface OwnPythonProcess {
  send(line: string): void;
  /** Ends what runs in it, and the process itself where it has not come to rest after some time. */
  interrupt(): void;
  /** Nothing runs in it any more. */
  rested(): void;
}

/** Starts Python with code of ours. */
export type StartOwnPython = (
  command: PythonCommand,
  code: string,
  listener: OwnPythonListener,
) => OwnPythonProcess;

/** What a kernel was opened with. */
export interface OwnPython {
  readonly command: PythonCommand;
  readonly start: StartOwnPython;
}
