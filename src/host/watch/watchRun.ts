import { l10n } from 'vscode';
import { beginSession } from '../../protocol/fold.ts';
import type { SessionState } from '../../protocol/session.ts';
import type { Hello } from '../../watch/messages.ts';
import type { Disposable } from '../lifecycle.ts';
import type { Guest, Programs, Reception, WatchServer } from '../platform.ts';
import type { Environment } from '../proxy.ts';
import type { SessionStore } from '../sessions/store.ts';
import type { Keys, ProbeFiles } from './environment.ts';
import { watchedEnvironment } from './environment.ts';
import { WatchedProcess } from './watchedProcess.ts';

/** What is watched. */
export interface Subject {
  /** The same for every run of it. */
  readonly key: string;
  readonly title: string;
  readonly keys: Keys;
}

/** What a run needs of its surroundings. */
export interface RunServices {
  readonly store: SessionStore;
  readonly programs: Programs;
  readonly probes: ProbeFiles;
  log(text: string): void;
  /** Tells a person something that is no error of theirs. */
  tell(text: string): void;
}

/** Who follows a run. */
export interface RunListener {
  /** One of its processes is busy, or is not any more. */
  turned(): void;
  /** Nothing of it is left. */
  ended(run: WatchRun): void;
}

/** How many processes of one program have sessions of their own. */
const MOST_SHOWN = 32;

/** A run of which nothing is seen for so long, in ms, is shown itself: a program needs a moment to begin and to end. */
const UNSEEN_MS = 1000;

/** How long what an ended program has said may take to arrive, in ms. */
const LAST_WORDS_MS = 3000;

/** In so many turns of the event loop at most comes in what a program has said before it ended, if it has said anything. */
const FIRST_WORDS_TURNS = 20;

/** One run of a program with all its processes: it lasts as long as one of them is heard. */
export class WatchRun implements Reception, Disposable {
  readonly id = crypto.randomUUID();
  readonly startedAt = Date.now();
  readonly processes: WatchedProcess[] = [];
  private server: WatchServer | undefined;
  private readonly token = crypto.randomUUID();
  private isExpected = true;
  private exit: { readonly code: number | undefined } | undefined;
  private shown = 0;
  private stopProgram: (() => void) | undefined;
  /** Whether it is to be ended as soon as it has been started. */
  private isUnwanted = false;
  private hasToldOfVersion = false;
  /** The session that stands for the run while none of its processes is seen, so that it can be stopped there, too. */
  private standIn: string | undefined;
  private absence: ReturnType<typeof setTimeout> | undefined;
  private readonly waiting: (() => void)[] = [];

  private constructor(
    readonly subject: Subject,
    private readonly services: RunServices,
    private readonly listener: RunListener,
  ) {}

  /** Opens the way in. */
  static async open(subject: Subject, services: RunServices, listener: RunListener): Promise<WatchRun> {
    const run = new WatchRun(subject, services, listener);
    run.server = await services.programs.listen(run.token, run);
    return run;
  }

  get address(): string {
    return this.server?.address ?? '';
  }

  /** The process that was started; the others are its children. */
  get main(): WatchedProcess | undefined {
    return this.processes[0];
  }

  /** Whether one of its processes lets nobody look at its caches at the moment. */
  get isBusy(): boolean {
    return this.processes.some((process) => process.isBusy);
  }

  /** What the program must find in its environment. */
  environment(before: Environment): Record<string, string> {
    const { address, token, subject, services } = this;
    return watchedEnvironment(
      { address, token, keys: subject.keys },
      services.probes,
      before,
      services.programs.isWindows,
    );
  }

  /** Says how the program is ended, once it has been started. */
  controlledBy(stop: () => void): void {
    this.stopProgram = stop;
    if (this.isUnwanted) stop();
    this.standInOrNot();
  }

  /**
   * Ends the program. Where that has ended and processes of it go on, they are let go: the number that one tells is not
   * believed so far that a signal is sent to it.
   */
  stop(): void {
    this.isUnwanted = true;
    if (this.exit) this.dispose();
    else this.stopProgram?.();
  }

  welcome(hello: Hello): Guest {
    const isMain = this.processes.length === 0;
    const { title, key } = this.subject;
    const number = this.processes.length;
    const name = isMain ? title : l10n.t('{0}, process {1}', scriptOf(hello) ?? title, String(hello.pid));
    const process = new WatchedProcess(hello, this.services.store, {
      run: this.id,
      title,
      name,
      source: isMain ? key : `${key}#${number}`,
      stop: () => this.stop(),
      appear: () => this.appear(),
      turned: () => this.listener.turned(),
      ended: () => this.processEnded(process),
    });
    this.processes.push(process);
    return process;
  }

  refused(why: 'stranger' | 'version' | 'unreadable'): void {
    const { title } = this.subject;
    if (why === 'version' && !this.hasToldOfVersion) {
      this.hasToldOfVersion = true;
      this.services.tell(
        l10n.t('{0} was started by another version of Cachebook and is not watched. Start it anew.', title),
      );
    } else this.services.log(`A connection to the run of ${title} was refused: ${why}.`);
  }

  /** The program has ended; children of it may go on. Settles when what it has said last has arrived. */
  async ended(code: number | undefined): Promise<void> {
    this.exit = { code };
    this.isExpected = false;
    await this.lastWords();
    if (this.main?.isOver !== false) this.tellExit();
    this.endWhenQuiet();
    this.standInOrNot();
  }

  /** Nothing more is started of it, but what runs is listened to. */
  expectNothing(): void {
    this.isExpected = false;
    this.endWhenQuiet();
    this.standInOrNot();
  }

  dispose(): void {
    if (!this.server) return;
    this.server.dispose();
    this.server = undefined;
    for (const process of this.processes) if (!process.isOver) process.setStatus('stopped', notHeard());
    this.standInOrNot();
    this.listener.ended(this);
  }

  private processEnded(process: WatchedProcess): void {
    if (process !== this.main) process.setStatus('finished');
    else {
      if (this.exit !== undefined || !this.isExpected) this.tellExit();
      for (const go of this.waiting.splice(0)) go();
    }
    this.endWhenQuiet();
    this.standInOrNot();
  }

  /** The session of a process that is seen from now on: the one that stands there already goes over to the first. */
  private appear(): string | undefined {
    if (this.shown++ >= MOST_SHOWN) return undefined;
    clearTimeout(this.absence);
    const session = this.standIn ?? crypto.randomUUID();
    this.standIn = undefined;
    return session;
  }

  /** A run can be stopped wherever runs are: by a process that is seen, and where there is none, by what stands for it. */
  private standInOrNot(): void {
    const { standIn, services } = this;
    clearTimeout(this.absence);
    if (this.server && this.stopProgram && !this.isSeen)
      this.absence = setTimeout(() => this.beginStandIn(), UNSEEN_MS);
    else if (standIn !== undefined) {
      services.store.remove(standIn);
      this.standIn = undefined;
    }
  }

  private get isSeen(): boolean {
    const isOurs = ({ id, program }: SessionState): boolean =>
      program?.run === this.id && id !== this.standIn;
    return this.services.store.running.some(isOurs);
  }

  private beginStandIn(): void {
    if (this.standIn !== undefined) return;
    const { title } = this.subject;
    this.standIn = crypto.randomUUID();
    const session = {
      ...beginSession(this.standIn, `watch:${this.id}`, title),
      program: { run: this.id, title },
      message: l10n.t('No running process of it has a cache of its own yet.'),
    };
    this.services.store.start(session, { stop: () => this.stop(), clearCache: () => undefined });
  }

  private tellExit(): void {
    const { main, exit } = this;
    if (!exit) main?.setStatus('finished');
    else if (exit.code === undefined) main?.setStatus('stopped', l10n.t('The program was ended.'));
    else if (exit.code === 0) main?.setStatus('finished');
    else main?.setStatus('failed', l10n.t('The program ended with exit code {0}.', exit.code));
  }

  /** Settles when the main process is not heard any more, or has been given time enough. */
  private async lastWords(): Promise<void> {
    // A short program may have ended before its greeting was taken in.
    for (let turn = 0; turn < FIRST_WORDS_TURNS && !this.main; turn++)
      await new Promise((resolve) => setTimeout(resolve));
    const { main } = this;
    if (!main || main.isOver) return;
    await new Promise<void>((resolve) => {
      const impatience = setTimeout(resolve, LAST_WORDS_MS);
      this.waiting.push(() => {
        clearTimeout(impatience);
        resolve();
      });
    });
  }

  private endWhenQuiet(): void {
    if (this.isExpected || !this.server || this.processes.some(({ isOver }) => !isOver)) return;
    this.dispose();
  }
}

const notHeard = (): string => l10n.t('The program is not listened to any more.');

/** The name of the file that a process runs. */
function scriptOf({ runtime, argv }: Hello): string | undefined {
  const name = argv[runtime === 'node' ? 1 : 0]?.split(/[\\/]/).at(-1);
  return name === '' || name === '-c' ? undefined : name;
}
