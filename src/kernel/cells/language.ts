import type { Hands } from '../../lessons/exercises/play/hands.ts';
import type { FindOrigin } from '../../recording/index.ts';
import type { RunFrame } from '../../protocol/kernel.ts';
import type { Shown } from '../../protocol/values.ts';
import type { Labels } from '../watchedCache.ts';
import type { OwnPython } from './ownPython/process.ts';
import type { ScriptScope } from './script/scope.ts';
import type { Stream } from './stream.ts';

/** A language that cells can be written in. One file each, one line in `index.ts`. */
export interface CellLanguage {
  /** Also VS Code's id of the language. */
  readonly id: string;
  /** Makes what runs its cells. It is asked once per notebook, when the first cell comes; loading comes later. */
  open(environment: CellEnvironment): CellRunner;
}

/** Runs the cells of one language in one notebook, one after the other. */
export interface CellRunner {
  /** Runs a cell to its end, and gives the value of its last expression, if it has any. */
  run(code: string, file: string): Promise<Shown | undefined>;
  /**
   * The value that the last run has given to a variable of its cell; undefined where it declares none of that name.
   */
  definition(name: string): Answer | undefined;
  /** What is to be said of what `run` has thrown. */
  explain(error: unknown): Failure;
  /**
   * The running cell will not be waited for any longer. `cutOff` tells whether its code was ended in the middle of
   * an instruction. Returns what had to be given up with it, as a sentence, or undefined; as a promise, where the cell
   * comes to its end by itself and soon.
   */
  interrupt?(cutOff: boolean): string | undefined | Promise<string | undefined>;
  /** Why what its cells define cannot be checked as answers to exercises. */
  cannotCheck?(): string;
}

/** What a cell defines as an answer to an exercise. */
export interface Answer {
  readonly value: unknown;
  /** What touches it, where it belongs to a language of its own. */
  readonly hands?: Hands;
  /** Whether it can be called, where that is not known of the value. */
  readonly isCallable?: boolean;
}

/** An error as a person reads it. Where it has no name, the message says all. `file` is that of `run`. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  /** What a developer would want in the log. */
  readonly detail?: string | undefined;
  readonly frames: readonly (Omit<RunFrame, 'run'> & { readonly file: string })[];
}

/** What is said of a cell that does not run; the message says what to do. */
export function refusal(message: string): Failure {
  return { name: '', message, frames: [] };
}

/** What a language is given to run cells with. */
export interface CellEnvironment {
  /** The variables of all script cells. */
  readonly scope: ScriptScope;
  /** What is there in every cell without import, by name. */
  readonly tools: Readonly<Record<string, unknown>>;
  /**
   * The same for a language whose caches stand in for its own keys and results: `labels` say what they are, and `origin`
   * in which line of its cells one is used.
   */
  readonly createTools: (labels: Labels, origin: FindOrigin) => Readonly<Record<string, unknown>>;
  readonly write: (stream: Stream, text: string) => void;
  /** Tells what is being done before the cell can run; empty when that is over. */
  readonly progress: (text: string) => void;
  readonly describe: (value: unknown) => Shown;
  readonly show: (shown: Shown) => void;
  /** Shows the calls of a cached function as a tree. Throws where it is none. */
  readonly showTree: (fn: unknown) => void;
  /** Gives a cache the name of its variable; anything else stays as it is. */
  readonly nameCache: (name: string, value: unknown) => void;
  readonly load: (specifier: string, options?: ImportCallOptions) => Promise<unknown>;
  /** Calls what is done for all cells and does not end with the one that is running. */
  readonly outside: <T>(task: () => T) => T;
  readonly turn: Turn;
  /** The line in which the engine finds that code is no program. */
  readonly syntaxErrorLine: (code: string) => number | undefined;
  /** Puts back what a cell has replaced of the language itself. Whoever runs a cell's code calls it before all else. */
  readonly recover: () => void;
  /** Tells a cell what of its language it had replaced: names, separated by commas; nothing where there are none. */
  readonly tellRestored: (names: string) => void;
  /** Where Python is, and the byte that tells it to stop, if it can be told. */
  readonly python: PythonFiles;
  /** The person's own Python, where the kernel was opened with it. */
  readonly ownPython: () => OwnPython | undefined;
}

/** What is known of the code that runs now. */
export interface Turn {
  /** False where it was surely not interrupted: a property, so that looking costs next to nothing. */
  readonly mayBeLate: boolean;
  /** Whether it was interrupted. Then it must do nothing more. */
  isLate(): boolean;
}

/** What a platform knows of Python. */
export interface PythonFiles {
  /** The folder or address of pyodide's files. */
  readonly location: string;
  /** Shared with the thread that supervises: 2 there raises KeyboardInterrupt. */
  readonly interrupts?: Uint8Array | undefined;
}
