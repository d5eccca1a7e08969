import type { NotebookDocument } from 'vscode';
import { beginSession } from '../../protocol/fold.ts';
import { packed, type Recorded } from '../../protocol/recorded.ts';
import type { KernelDelta, SessionStatus } from '../../protocol/session.ts';
import type { Tick } from '../../recording/index.ts';
import type { SessionControls, SessionStore, ShowOrigin } from '../sessions/store.ts';
import type { KernelEnd, RunMessage } from '../sessions/kernel.ts';
import { titleOfNotebook } from './title.ts';

/** How long a cell runs before others are told, in ms: most end before anybody could read it. */
const TOLD_AFTER_MS = 250;

/** The most events of a cache that are given to a cell's output: each is 31 characters there. */
const MOST_STEPS = 2000;

type Display = Extract<RunMessage, { type: 'display' }>;

/** The events of a cache up to now, where they are few enough to be stepped through below a cell. */
export function recordedOf(store: SessionStore, session: string, cache: number): Recorded | undefined {
  const recording = store.recordingOf(session);
  if (!recording?.facts(cache)) return undefined;
  const tick = recording.extract(cache, MOST_STEPS);
  return tick && packed(tick, session, recording.last);
}

/** The session of one kernel of a notebook. Others see it from its first cell on. */
export class CacheSession {
  private readonly id = crypto.randomUUID();
  private status: SessionStatus = 'idle';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: SessionStore,
    private readonly notebook: NotebookDocument,
    private readonly controls: SessionControls,
    private readonly showOrigin: ShowOrigin,
  ) {}

  record(tick: Tick): void {
    this.begin();
    this.store.record(this.id, tick);
  }

  say(delta: KernelDelta): void {
    this.begin();
    this.store.say(this.id, delta);
  }

  setBusy(busy: boolean): void {
    this.begin();
    clearTimeout(this.timer);
    if (busy) this.timer = setTimeout(() => this.setStatus('running'), TOLD_AFTER_MS);
    else this.setStatus('idle');
  }

  end({ status, reason }: KernelEnd): void {
    clearTimeout(this.timer);
    this.setStatus(status, reason);
  }

  /** What is shown of a cache, with its events where they are few enough to be stepped through below a cell. */
  withEvents(message: Display): Display {
    const { value } = message.shown;
    if (value?.kind !== 'cache' || value.cache === undefined) return message;
    const recorded = recordedOf(this.store, this.id, Number(value.cache));
    return recorded ? { ...message, shown: { ...message.shown, value: { ...value, recorded } } } : message;
  }

  private setStatus(status: SessionStatus, message?: string): void {
    this.status = status;
    this.store.setStatus(this.id, status, message);
  }

  private begin(): void {
    if (this.store.find(this.id)) return;
    const { uri } = this.notebook;
    const session = beginSession(this.id, `notebook:${uri.toString()}`, titleOfNotebook(this.notebook));
    this.store.start({ ...session, status: this.status }, this.controls, this.showOrigin);
  }
}
