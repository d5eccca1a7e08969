import type { Event, Uri } from 'vscode';
import type { HostToKernel } from '../protocol/kernel.ts';
import type { HostToLab, LabToHost } from '../protocol/lab.ts';
import type { Drawings } from '../protocol/drawing.ts';
import type { Hello, ProbeMessage } from '../watch/messages.ts';
import type { Disposable } from './lifecycle.ts';
import type { Environment } from './proxy.ts';

/** What differs between desktop and browser hosts: `node/` and `web/` give one each. */
export interface Platform {
  /** The environment variables of the host; none in a browser. */
  readonly environment: Environment;
  /** Starts a kernel, which runs in `folder`: a path, for a notebook that has one that is trusted. */
  launchKernel(extensionUri: Uri, folder?: string): Kernel;
  /** Starts the process that analyzes traces. */
  launchLab(extensionUri: Uri): LabProcess;
  /** Loads what draws the values of notebooks for files. */
  loadDrawings(extensionUri: Uri): Promise<Drawings>;
  /** The programs of the machine that the host runs on. */
  readonly programs: Programs;
  readonly redis: Redis;
}

/** Lines to Redis and Valkey servers. Certificates are always verified. */
export interface Redis {
  /** Resolves also where nobody answers: then there is a problem. Rejects on what is no address. */
  connect(address: string, password: string | undefined): Promise<RedisLine>;
  /** Tells all that `MONITOR` says, line by line, until it is called off. Rejects with a `HumanError`. */
  monitor(
    address: string,
    password: string | undefined,
    signal: AbortSignal,
    onLine: (line: string) => void,
  ): Promise<void>;
}

/** A line to a server. It comes back by itself. */
export interface RedisLine {
  /** What is wrong, and what to do, in a sentence. */
  readonly problem: string | undefined;
  /** Whether what is wrong is the user or the password. */
  readonly wantsLogin: boolean;
  /** Has `listener` called whenever that changes. */
  onProblem(listener: (problem: string | undefined) => void): void;
  /** What the server says of itself. Rejects where it does not answer. */
  info(): Promise<string>;
  close(): Promise<void>;
}

/** A running kernel: what it says is validated by whoever listens. */
export interface Kernel {
  readonly onDidReceiveMessage: Event<unknown>;
  /** Fires once, when nothing of the kernel is left; tells why in a few words. */
  readonly onDidExit: Event<string>;
  /** Fires with what the kernel writes to its error stream. */
  readonly onDidLog: Event<string>;
  send(message: HostToKernel): void;
  /** Ends the kernel and all it has started, at once, whatever it is doing. */
  kill(): void;
}

/** The process of the lab. It runs our own code, and is asked one thing after another. */
export interface LabProcess {
  readonly onDidReceiveMessage: Event<LabToHost>;
  /** Fires once, when it has ended; tells why in a few words. */
  readonly onDidExit: Event<string>;
  send(question: HostToLab): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

/** A program as it is started: no shell reads it. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** What is added to the environment. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Programs {
  /** Whether the machine is a Windows, which has other names and separators. */
  readonly isWindows: boolean;
  /** Opens a way in for probes that know the token. */
  listen(token: string, reception: Reception): Promise<WatchServer>;
  /** Runs a short program and gives what it has printed. */
  ask(file: string, args: readonly string[]): Promise<Answer>;
  /** What lies at a path. */
  kindOf(file: string): Promise<'folder' | 'program' | 'file' | 'nothing'>;
  /** Starts a program where VS Code has no terminal. */
  start(command: Command): RunningProgram;
}

/** What a program has printed, and how it has ended: 0 is well, and a word means that it could not be run. */
export interface Answer {
  readonly stdout: string;
  readonly code: number | string;
}

/** Where probes knock. */
export interface WatchServer extends Disposable {
  /** What a program needs to know to connect. */
  readonly address: string;
}

/** Who lets in programs that have said who they are. */
export interface Reception {
  welcome(hello: Hello): Guest;
  /** Somebody else, a probe of another version of Cachebook, or what nobody can read. */
  refused(why: 'stranger' | 'version' | 'unreadable'): void;
}

/** What listens to one program. */
export interface Guest {
  take(message: ProbeMessage): void;
  /** Nothing more is heard of it. */
  end(): void;
}

/** A program that was started without a terminal of VS Code. */
export interface RunningProgram {
  /** Whether it has one of the system, which echoes, edits lines and knows Ctrl+C. */
  readonly hasTerminal: boolean;
  onStart(listener: () => void): void;
  onOutput(listener: (text: string) => void): void;
  /** Its exit code, undefined where a signal has ended it, or why it could not be started. */
  readonly ended: Promise<{ readonly code?: number | undefined; readonly message?: string }>;
  write(text: string): void;
  endInput(): void;
  interrupt(): void;
  terminate(): void;
}
