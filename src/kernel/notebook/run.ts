import type { Turn } from '../cells/language.ts';
import type { Stream } from '../cells/stream.ts';

/** How much a cell may say, in characters. More than a person reads, and little enough for any host. */
export const MAX_OUTPUT = 1024 * 1024;

/** What goes on in each of so many looks, one after the other, will not end by itself. */
const LOOKS = 3;

/** How long nothing has to go on before it is taken to have ended, in ms of work; all looks fit into an interrupt. */
const SILENCE_MS = 100;

/** What a run has said so far. */
export interface Said {
  /** How much more it may say, in characters. */
  room: number;
  /** Whose text is the last below the cell. */
  stream: Stream | undefined;
  muted: 'no' | 'yes' | 'something';
}

/**
 * One run of one program: the token by which all that it does is known as its own, also what it does after it has ended,
 * in a timer or behind an `await`.
 */
export class Run {
  /** Whether it was interrupted. From then on it does nothing any more. */
  isRevoked = false;
  /** Whether it has ended, so that what comes of it comes late. */
  isDone = false;
  /** How often it has tried to go on after it was interrupted. */
  lateAttempts = 0;

  private constructor(
    /** By which the host knows it. */
    readonly token: string,
    /** The name of its code in a stack. */
    readonly file: string,
    readonly said: Said,
    /** What servers do that it has started: they answer other cells, so they end only where it is ended itself. */
    readonly servers: Run | undefined,
  ) {}

  static begin(token: string, file: string): Run {
    const said: Said = { room: MAX_OUTPUT, stream: undefined, muted: 'no' };
    return new Run(token, file, said, new Run(token, file, said, undefined));
  }
}

/** Which run the code belongs to that is running now. A platform knows it, also behind waits. */
export interface RunContext {
  readonly turn: Turn;
  /** Undefined in what belongs to the kernel itself. */
  current(): Run | undefined;
  /** Calls `task` as a part of a run, or of the kernel itself. */
  enter<T>(run: Run | undefined, task: () => T): T;
  /** Calls `task` as the beginning of a run, in a turn of its own: when it is cut off, what waits for it is not. */
  start(run: Run, task: () => void): void;
  /** To be called when something comes from outside: code that was cut off has not tidied up. */
  leave(): void;
  /** To be called when runs have been revoked: until the first time nothing can be late. */
  lookForLate(): void;
}

/** All runs since the kernel began. */
export class Runs {
  private readonly all: Run[] = [];
  /** The files of all: a cell cannot change how a property is read. */
  readonly files = Object.create(null) as Record<string, true>;

  constructor(private readonly context: RunContext) {}

  begin(token: string): Run {
    const run = Run.begin(token, `cell-${this.all.length + 1}`);
    this.all.push(run);
    this.files[run.file] = true;
    return run;
  }

  /** The run that speaks; undefined where the kernel does. */
  current(): Run | undefined {
    return this.context.current();
  }

  enter<T>(run: Run | undefined, task: () => T): T {
    return this.context.enter(run, task);
  }

  start(run: Run, task: () => void): void {
    this.context.start(run, task);
  }

  /** Calls what the host asks for. */
  receive(task: () => void): void {
    this.context.leave();
    this.enter(undefined, task);
  }

  /** The run of the cell that a file of a stack is. */
  tokenOf(file: string): string | undefined {
    return this.all.find((run) => run.file === file)?.token;
  }

  /** Ends one, and what all have left running. */
  revoke(current: Run | undefined): void {
    for (const run of this.all) run.isRevoked = true;
    if (current?.servers) current.servers.isRevoked = true;
    this.context.lookForLate();
  }

  /** Those that were interrupted. */
  revoked(): readonly Run[] {
    return this.all.filter(({ isRevoked }) => isRevoked);
  }
}

/** How the looks wait. */
export interface Patience {
  /** Waits for what goes on meanwhile. */
  pause(): Promise<void>;
  /** How long this process could have worked from now on, in ms. */
  measureWork(): () => number;
}

/**
 * Whether runs that were interrupted go on and on, as code of packages may. What only tidies up goes on, too, but comes
 * to an end.
 */
export async function goOn(runs: readonly Run[], patience: Patience): Promise<boolean> {
  const attempts = (): number => runs.reduce((sum, { lateAttempts }) => sum + lateAttempts, 0);
  for (let look = 0; look < LOOKS; look++) {
    const before = attempts();
    const worked = patience.measureWork();
    do await patience.pause();
    while (attempts() === before && worked() < SILENCE_MS);
    if (attempts() === before) return false;
  }
  return true;
}
