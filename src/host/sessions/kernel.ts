import * as v from 'valibot';
import { l10n } from 'vscode';
import type { CheckReport } from '../../lessons/exercises/check/report.ts';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import { HumanError } from '../../lessons/humanError.ts';
import type { Handlers } from '../../protocol/handlers.ts';
import { dispatch } from '../../protocol/handlers.ts';
import type { HostToKernel, Program } from '../../protocol/kernel.ts';
import { KernelToHost } from '../../protocol/kernel.ts';
import type { KernelDelta } from '../../protocol/session.ts';
import type { Tick } from '../../recording/index.ts';
import { Disposables } from '../lifecycle.ts';
import { type JudgeServices, Judging } from '../notebook/judging.ts';
import type { Kernel } from '../platform.ts';

/**
 * How long an interrupted kernel may take to come to rest or to end, in ms. It ends itself where it must, and on a busy
 * machine that takes longer: this is for one that is stuck as a whole.
 */
const ANSWERS_WITHIN_MS = 15_000;

/** What is said of one run by the kernel, and of an answer to an exercise by its judge. */
export type RunMessage = Exclude<Extract<KernelToHost, { readonly run: string }>, JudgeMessage> | Verdict;

/** The end of a run. */
export type RunEnd = Extract<KernelToHost, { readonly type: 'done' }>;

/** What is said to the judge. */
type JudgeMessage = Extract<KernelToHost, { readonly secret: string }>;

/** What was found of an answer to an exercise. Comes also where the check was ended; then it is no pass. */
interface Verdict {
  readonly type: 'checked';
  readonly run: string;
  readonly exercise: string;
  readonly report: CheckReport;
}

/** What a kernel reports. */
export interface KernelListener {
  onRun(message: RunMessage): void;
  /** What its caches did. */
  onTick(tick: Tick): void;
  /** What a scenario says. */
  onDelta(delta: KernelDelta): void;
  /** Whether something runs, or nothing does any more. */
  onBusy(busy: boolean): void;
  /** What a developer would want in the log. */
  onLog(text: string): void;
  /** A sentence for a person: that it has ended unasked, and what to do. `why` is a few words. */
  explainEnd(why: string): string;
}

/** Why nothing of a kernel is left: asked for, or not; and a sentence that says more. */
export interface KernelEnd {
  readonly status: 'stopped' | 'failed';
  readonly reason: string;
}

interface PendingRun {
  /** The exercise that the cell is to answer. */
  readonly exercise: Exercise | undefined;
  readonly language: string;
  judging?: Judging | undefined;
  hasBegun: boolean;
  resolve(end: RunEnd | undefined): void;
  reject(error: HumanError): void;
}

/** What a kernel is opened with. */
export type Opening = Pick<Extract<HostToKernel, { readonly type: 'open' }>, 'folder' | 'python' | 'redis'>;

/** What can be read of a message that cannot be read as a whole. */
const AboutRun = v.object({ type: v.string(), run: v.string() });

/** One kernel, from its start until nothing of it is left. */
export class KernelClient {
  private readonly subscriptions = new Disposables();
  private readonly waiting: HostToKernel[] = [];
  private readonly runs = new Map<string, PendingRun>();
  /** Only the kernel itself knows it, no cell. */
  private readonly secret = globalThis.crypto.randomUUID();
  private isReady = false;
  /** Whether it was said that a message could not be read. */
  private hasLeftOut = false;
  private hasEnded = false;
  private interrupting: Promise<boolean> | undefined;
  private onIdle: ((isKept: boolean) => void) | undefined;
  private end: KernelEnd | undefined;
  /** Settles when nothing of the kernel is left. */
  readonly ended: Promise<KernelEnd>;

  constructor(
    private readonly kernel: Kernel,
    opening: Opening,
    private readonly listener: KernelListener,
  ) {
    this.waiting.push({ ...opening, type: 'open', secret: this.secret, l10n: l10n.bundle });
    this.ended = new Promise((resolve) => {
      this.subscriptions.add(
        kernel.onDidExit((why) => {
          const end = this.end ?? { status: 'failed', reason: listener.explainEnd(why) };
          this.hasEnded = true;
          this.subscriptions.dispose();
          resolve(end);
          for (const run of this.runs.values()) {
            run.judging?.end();
            if (run.hasBegun) run.reject(new HumanError(end.reason));
            else run.resolve(undefined);
          }
        }),
      );
    });
    this.subscriptions.add(kernel.onDidReceiveMessage((message) => this.receive(message)));
    this.subscriptions.add(kernel.onDidLog((text) => listener.onLog(text)));
  }

  /**
   * Runs a program; resolves with its end, and with undefined when the kernel has ended before it began. Rejects with
   * why the kernel has ended in the middle of it. `token` comes back in all that is said of the run. `exercise`: what the
   * cell is the answer to.
   */
  run(token: string, program: Program, exercise?: Exercise): Promise<RunEnd | undefined> {
    if (this.hasEnded) return Promise.resolve(undefined);
    const language = program.kind === 'cell' ? program.language : '';
    return new Promise((resolve, reject) => {
      this.runs.set(token, { exercise, language, hasBegun: false, resolve, reject });
      this.send({ type: 'run', run: token, program });
      this.listener.onBusy(true);
    });
  }

  /** Ends what runs. Resolves when nothing does any more, with whether all variables are kept. */
  interrupt(): Promise<boolean> {
    this.interrupting ??= this.askToRest().finally(() => (this.interrupting = undefined));
    return this.interrupting;
  }

  clearCache(cache: number): void {
    this.send({ type: 'clear', cache });
  }

  /** Ends it, whatever it is doing; `reason` is what `ended` then says. */
  stop(reason: string): void {
    this.endAs({ status: 'stopped', reason });
  }

  private readonly handlers: Handlers<Exclude<KernelToHost, { readonly run: string }>> = {
    ready: () => {
      this.isReady = true;
      for (const message of this.waiting.splice(0)) this.kernel.send(message);
    },
    events: ({ delta }) => this.listener.onDelta(delta),
    tick: ({ tick }) => this.listener.onTick(tick),
    idle: ({ kept }) => this.onIdle?.(kept ?? true),
    ended: ({ reason }) => this.endAs({ status: 'failed', reason }),
  };

  /** What cannot be read is left out: the kernel and its variables are worth more. */
  private receive(message: unknown): void {
    const parsed = v.safeParse(KernelToHost, message);
    if (!parsed.success) this.leaveOut(message, v.summarize(parsed.issues));
    else if ('secret' in parsed.output) this.receiveOfJudge(parsed.output);
    else if ('run' in parsed.output) this.receiveOfRun(parsed.output);
    else dispatch(this.handlers, parsed.output);
  }

  /** What does not know the secret comes from a cell, and is no answer. */
  private receiveOfJudge(message: JudgeMessage): void {
    const run = this.runs.get(message.run);
    if (!run || message.secret !== this.secret) return;
    if (message.type === 'handedIn') run.judging = this.openJudging(message, run);
    else run.judging?.receive(message);
  }

  private openJudging(
    { run, isCallable }: JudgeMessage & { type: 'handedIn' },
    { exercise, language }: PendingRun,
  ): Judging | undefined {
    if (!exercise) return undefined;
    let displays = 0;
    const services: JudgeServices = {
      send: (message) => this.send(message),
      show: (shown) => this.listener.onRun({ type: 'display', run, display: `check ${++displays}`, shown }),
      onVerdict: (report) => this.listener.onRun({ type: 'checked', run, exercise: exercise.id, report }),
      onError: (error) => this.listener.onLog(String(error)),
    };
    return new Judging(run, exercise, isCallable, services, language);
  }

  /** Says so once, to the run that it was about. A run's end is an end, whatever else it says. */
  private leaveOut(message: unknown, issues: string): void {
    this.listener.onLog(`A message of the kernel could not be read.\n${issues}`);
    const about = v.is(AboutRun, message) ? message : undefined;
    const run = about?.run ?? this.runs.keys().next().value;
    if (!this.hasLeftOut && run !== undefined) {
      this.hasLeftOut = true;
      this.listener.onRun({ type: 'output', run, stream: 'stderr', text: `${notUnderstood()}\n` });
    }
    if (about?.type === 'done') {
      this.receiveOfRun({ type: 'done', run: about.run, ok: false, durationMs: 0 });
    }
  }

  /** The end of a run is told after what its judge says. */
  private receiveOfRun(message: RunMessage): void {
    const judging = this.runs.get(message.run)?.judging;
    const isEnd = message.type === 'error' || message.type === 'done';
    if (judging && isEnd) {
      judging.runEnded();
      void judging.settled.then(() => this.tellOfRun(message));
    } else this.tellOfRun(message);
  }

  private tellOfRun(message: RunMessage): void {
    this.listener.onRun(message);
    const run = this.runs.get(message.run);
    if (run) run.hasBegun = true;
    if (message.type !== 'done') return;
    run?.resolve(message);
    this.runs.delete(message.run);
    if (this.runs.size === 0) this.listener.onBusy(false);
  }

  /** A kernel that cannot even answer is ended from here. */
  private async askToRest(): Promise<boolean> {
    const idle = new Promise<boolean>((resolve) => (this.onIdle = resolve));
    const giveUp = (): void => this.endAs({ status: 'failed', reason: noAnswer() });
    const timer = setTimeout(giveUp, ANSWERS_WITHIN_MS);
    this.send({ type: 'interrupt' });
    const isKept = await Promise.race([idle, this.ended.then(() => false)]);
    clearTimeout(timer);
    return isKept;
  }

  /** The first reason counts. */
  private endAs(end: KernelEnd): void {
    this.end ??= end;
    this.kernel.kill();
  }

  private send(message: HostToKernel): void {
    if (this.isReady) this.kernel.send(message);
    else this.waiting.push(message);
  }
}

function notUnderstood(): string {
  return l10n.t(
    'The kernel sent a message that could not be read, so it is left out. All variables are kept.',
  );
}

function noAnswer(): string {
  return l10n.t(
    'The kernel did not answer the interrupt, so it was ended. All variables are gone; the next cell starts a new kernel.',
  );
}
