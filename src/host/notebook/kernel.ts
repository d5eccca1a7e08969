import * as v from 'valibot';
import { l10n } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { HostToCells } from '../../protocol/cells.ts';
import { CellsToHost } from '../../protocol/cells.ts';
import type { Handlers } from '../../protocol/handlers.ts';
import { dispatch } from '../../protocol/handlers.ts';
import type { SessionDelta } from '../../protocol/session.ts';
import { Disposables } from '../lifecycle.ts';
import type { Kernel } from '../platform.ts';

/** How long an interrupted kernel may take to come to rest or to end, in ms: longer than it gives a cell. */
const ANSWERS_WITHIN_MS = 900;

/** What is said of one cell. */
export type CellMessage = Extract<CellsToHost, { readonly cell: string }>;

/** What a notebook's kernel reports. */
export interface KernelListener {
  onCell(message: CellMessage): void;
  /** What the caches that cells have made are doing. */
  onDelta(delta: SessionDelta): void;
  /** Whether cells run, or none does any more. */
  onBusy(busy: boolean): void;
  /** What a developer would want in the log. */
  onLog(text: string): void;
}

/** Why nothing of a kernel is left: asked for, or not; and a sentence that says more. */
export interface KernelEnd {
  readonly status: 'stopped' | 'failed';
  readonly reason: string;
}

interface PendingRun {
  resolve(ok: boolean): void;
  reject(error: HumanError): void;
}

type Execute = Extract<HostToCells, { type: 'execute' }>;

/** What can be read of a message that cannot be read as a whole. */
const AboutCell = v.object({ type: v.string(), cell: v.string() });

/** The kernel of one notebook, from its start until nothing of it is left. */
export class NotebookKernel {
  private readonly subscriptions = new Disposables();
  private readonly waiting: HostToCells[] = [];
  private readonly runs = new Map<string, PendingRun>();
  private isReady = false;
  /** Whether it was said that a message could not be read. */
  private hasLeftOut = false;
  private interrupting: Promise<void> | undefined;
  private onIdle = (): void => undefined;
  private end: KernelEnd | undefined;
  /** Settles when nothing of the kernel is left. */
  readonly ended: Promise<KernelEnd>;

  constructor(
    private readonly kernel: Kernel<HostToCells>,
    folder: string | undefined,
    private readonly listener: KernelListener,
  ) {
    this.waiting.push({ type: 'open', folder, l10n: l10n.bundle });
    this.ended = new Promise((resolve) => {
      this.subscriptions.add(
        kernel.onDidExit((why) => {
          const end = this.end ?? { status: 'failed', reason: crashed(why) };
          this.subscriptions.dispose();
          resolve(end);
          for (const run of this.runs.values()) run.reject(new HumanError(end.reason));
        }),
      );
    });
    this.subscriptions.add(kernel.onDidReceiveMessage((message) => this.receive(message)));
    this.subscriptions.add(kernel.onDidLog((text) => listener.onLog(text)));
  }

  /** Runs a cell; resolves with whether it went well. Rejects with why the kernel has ended before. */
  execute(cell: Omit<Execute, 'type'>): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.runs.set(cell.cell, { resolve, reject });
      this.send({ type: 'execute', ...cell });
      this.listener.onBusy(true);
    });
  }

  /** Ends what runs. Resolves when nothing does any more: the kernel lives, or it has ended. */
  interrupt(): Promise<void> {
    this.interrupting ??= this.askToRest().finally(() => (this.interrupting = undefined));
    return this.interrupting;
  }

  clearCache(cache: string): void {
    this.send({ type: 'clear', cache });
  }

  /** Ends it, whatever it is doing; `reason` is what `ended` then says. */
  stop(reason: string): void {
    this.endAs({ status: 'stopped', reason });
  }

  private readonly handlers: Handlers<Exclude<CellsToHost, CellMessage>> = {
    ready: () => {
      this.isReady = true;
      for (const message of this.waiting.splice(0)) this.kernel.send(message);
    },
    events: ({ delta }) => this.listener.onDelta(delta),
    idle: () => this.onIdle(),
    ended: ({ reason }) => this.endAs({ status: 'failed', reason }),
  };

  /** What cannot be read is left out: the kernel and its variables are worth more. */
  private receive(message: unknown): void {
    const parsed = v.safeParse(CellsToHost, message);
    if (!parsed.success) this.leaveOut(message, v.summarize(parsed.issues));
    else if ('cell' in parsed.output) this.receiveOfCell(parsed.output);
    else dispatch(this.handlers, parsed.output);
  }

  /** Says so once, below the cell that it was about. A cell's end is an end, whatever else it says. */
  private leaveOut(message: unknown, issues: string): void {
    this.listener.onLog(`A message of the kernel could not be read.\n${issues}`);
    const about = v.is(AboutCell, message) ? message : undefined;
    const cell = about?.cell ?? this.runs.keys().next().value;
    if (!this.hasLeftOut && cell !== undefined) {
      this.hasLeftOut = true;
      this.listener.onCell({ type: 'output', cell, stream: 'stderr', text: `${notUnderstood()}\n` });
    }
    if (about?.type === 'done') {
      this.receiveOfCell({ type: 'done', cell: about.cell, ok: false, durationMs: 0 });
    }
  }

  private receiveOfCell(message: CellMessage): void {
    this.listener.onCell(message);
    if (message.type !== 'done') return;
    this.runs.get(message.cell)?.resolve(message.ok);
    this.runs.delete(message.cell);
    if (this.runs.size === 0) this.listener.onBusy(false);
  }

  /** A kernel that cannot even answer is ended from here. */
  private async askToRest(): Promise<void> {
    const idle = new Promise<void>((resolve) => (this.onIdle = resolve));
    const giveUp = (): void => this.endAs({ status: 'failed', reason: noAnswer() });
    const timer = setTimeout(giveUp, ANSWERS_WITHIN_MS);
    this.send({ type: 'interrupt' });
    await Promise.race([idle, this.ended]);
    clearTimeout(timer);
  }

  /** The first reason counts. */
  private endAs(end: KernelEnd): void {
    this.end ??= end;
    this.kernel.kill();
  }

  private send(message: HostToCells): void {
    if (this.isReady) this.kernel.send(message);
    else this.waiting.push(message);
  }
}

function crashed(reason: string): string {
  return l10n.t(
    'The kernel ended unexpectedly ({0}). All variables are gone; the next cell starts a new kernel.',
    reason,
  );
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
