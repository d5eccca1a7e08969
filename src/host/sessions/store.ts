import type { Event } from 'vscode';
import { EventEmitter, l10n } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { applyDelta, applyWithoutHistory, clearedDelta, emptyDelta, isOver } from '../../protocol/fold.ts';
import type {
  CacheState,
  HistoryPoint,
  KernelDelta,
  SessionDelta,
  SessionState,
  SessionStatus,
} from '../../protocol/session.ts';
import type { Origin, Recording, Tick } from '../../recording/index.ts';
import type { Disposable } from '../lifecycle.ts';
import { SessionRecording } from './recording.ts';

export interface SessionChange {
  readonly session: SessionState;
  readonly delta: SessionDelta;
}

/** A session as it is kept through a window reload. */
export interface KeptSession {
  readonly session: SessionState;
  /** Its newest events. */
  readonly ticks: readonly Tick[];
}

/** What can be done to a living session; whoever starts one says how. */
export interface SessionControls {
  /** Ends what runs. */
  stop(): void;
  clearCache(cache: number): void;
}

/** Shows a line of the code of a session, also when it has ended. Rejects with a `HumanError` where it is gone. */
export type ShowOrigin = (origin: Origin) => Promise<void>;

/** What the events of all sessions may hold in a window, in bytes. */
const BUDGET = 64 * 2 ** 20;

/** The least time between two tellings of what was recorded, in ms: a tick may come every ms, a person sees frames. */
const FRAME_MS = 33;

/** How many sessions are kept that have ended: of notebooks that were closed, for example. */
const MAX_ENDED = 20;

/** The sessions of this window, newest first: living ones, and of each source the last that ended. */
export class SessionStore implements Disposable {
  private readonly states = new Map<string, SessionState>();
  private readonly controls = new Map<string, SessionControls>();
  private readonly origins = new Map<string, ShowOrigin>();
  private readonly started = new EventEmitter<SessionState>();
  private readonly changed = new EventEmitter<SessionChange>();
  private readonly turned = new EventEmitter<SessionState>();
  private readonly removed = new EventEmitter<string>();
  private readonly recorded = new EventEmitter<string>();

  /** What their caches did, as far as it is kept; outlives their kernels. */
  private readonly recordings = new Map<string, SessionRecording>();
  /** Sessions whose recordings have grown since it was told. */
  private readonly grown = new Set<string>();
  private toldAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidStart: Event<SessionState> = this.started.event;
  readonly onDidChange: Event<SessionChange> = this.changed.event;
  readonly onDidChangeStatus: Event<SessionState> = this.turned.event;
  readonly onDidRemove: Event<string> = this.removed.event;
  /** Told of a session whose recording has grown. */
  readonly onDidRecord: Event<string> = this.recorded.event;

  /** `budget`: what the events of all sessions may hold, in bytes. */
  constructor(private readonly budget = BUDGET) {}

  get sessions(): readonly SessionState[] {
    this.tell();
    return [...this.states.values()].reverse();
  }

  get running(): readonly SessionState[] {
    return this.sessions.filter(isRunning);
  }

  find(id: string): SessionState | undefined {
    this.tell();
    return this.states.get(id);
  }

  /** All there is to know of the sessions, newest first. `sessions` have histories only where nothing is recorded. */
  snapshots(): readonly SessionState[] {
    return this.sessions.map((session) => this.whole(session));
  }

  /** All there is to know of one. */
  snapshot(id: string): SessionState | undefined {
    const session = this.find(id);
    return session && this.whole(session);
  }

  /** Takes in a session; an ended one of the same source makes room for it. */
  start(session: SessionState, controls?: SessionControls, showOrigin?: ShowOrigin): void {
    const outdated = this.sessions.filter((old) => old.source === session.source && isOver(old));
    for (const { id } of outdated) this.remove(id);
    this.states.set(session.id, session);
    if (controls) this.controls.set(session.id, controls);
    if (showOrigin) this.origins.set(session.id, showOrigin);
    this.started.fire(session);
  }

  /** Takes in sessions of before a window reload, beside those of this window. */
  restore(sessions: readonly KeptSession[], messageForLiving: string): void {
    for (const { session, ticks } of [...sessions].reverse()) {
      const known = this.sessions.some(({ id, source }) => id === session.id || source === session.source);
      if (known) continue;
      if (ticks.length > 0) {
        const recorded = new SessionRecording();
        for (const tick of ticks) recorded.recording.append(tick);
        this.recordings.set(session.id, recorded);
      }
      this.start(isOver(session) ? session : { ...session, status: 'stopped', message: messageForLiving });
    }
    this.stayWithinBudget();
  }

  /** Takes in events of a session's caches. */
  record(id: string, tick: Tick): void {
    if (!this.states.has(id)) return;
    const recording = this.recordings.get(id) ?? new SessionRecording();
    this.recordings.set(id, recording);
    recording.append(tick);
    this.stayWithinBudget();
    this.grown.add(id);
    if (performance.now() - this.toldAt >= FRAME_MS) this.tell();
    else this.timer ??= setTimeout(() => this.tell(), FRAME_MS);
  }

  /** The events of a session; the last one with events where none is named. */
  recordingOf(id?: string): Recording | undefined {
    const chosen = id ?? [...this.recordings.keys()].at(-1);
    return chosen === undefined ? undefined : this.recordings.get(chosen)?.recording;
  }

  /** Whether the run that a recording is of can be repeated, with the same events. */
  isRepeatable(recording: Recording): boolean {
    for (const [id, each] of this.recordings)
      if (each.recording === recording) return this.states.get(id)?.repeat !== undefined;
    return false;
  }

  /** Takes in what else has happened in a session. */
  say(id: string, delta: KernelDelta): void {
    this.tell();
    this.apply(id, { ...emptyDelta(), ...delta });
  }

  apply(id: string, delta: SessionDelta): void {
    const before = this.states.get(id);
    if (!before) return;
    // While it lives, the histories of its caches are those of its recording, and nobody keeps them twice.
    const session = isOver(before) ? applyDelta(before, delta) : applyWithoutHistory(before, delta);
    this.states.set(id, session);
    this.changed.fire({ session, delta });
  }

  /** Says how a session goes on, or why it has ended. */
  setStatus(id: string, status: SessionStatus, message?: string): void {
    this.tell();
    const before = this.states.get(id);
    if (!before || before.status === status) return;
    const session = { ...before, status, ...(message !== undefined && { message }) };
    this.states.set(id, session);
    if (isOver(session)) this.controls.delete(id);
    this.turned.fire(session);
    this.forgetOldest();
  }

  /** Stops what runs in a session; false if nothing does. */
  stop(id: string): boolean {
    const controls = this.controls.get(id);
    controls?.stop();
    return controls !== undefined;
  }

  /** Takes away a session that has ended, or all that have. Living ones stay. */
  removeEnded(id?: string): void {
    const ended = this.sessions.filter(
      (session) => isOver(session) && (id === undefined || session.id === id),
    );
    for (const session of ended) this.remove(session.id);
  }

  /** Takes away a session, also a living one: as if it had never been. */
  remove(id: string): void {
    this.states.delete(id);
    this.controls.delete(id);
    this.recordings.delete(id);
    this.origins.delete(id);
    this.removed.fire(id);
  }

  /** Empties a cache: in its kernel while that lives, otherwise in what is remembered of it. */
  clearCache(id: string, cache: string): void {
    const controls = this.controls.get(id);
    if (controls) controls.clearCache(Number(cache));
    else this.clearEnded(id, cache);
  }

  /** Shows the line of code that has caused an event. Rejects with a `HumanError` where it cannot be shown any more. */
  async showOrigin(id: string, origin: Origin): Promise<void> {
    const show = this.origins.get(id);
    if (!show) throw new HumanError(l10n.t('The code of this run is not known any more. Run it again.'));
    await show(origin);
  }

  dispose(): void {
    clearTimeout(this.timer);
    const { started, changed, turned, removed, recorded } = this;
    for (const emitter of [started, changed, turned, removed, recorded]) emitter.dispose();
  }

  /** Tells what was recorded since the last time: at once where somebody asks. */
  private tell(): void {
    if (this.grown.size === 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.toldAt = performance.now();
    const grown = [...this.grown];
    this.grown.clear();
    for (const id of grown) {
      const recording = this.recordings.get(id);
      if (!recording) continue;
      const [delta, kept] = [recording.delta(), recording.kept()];
      if (delta) this.apply(id, { ...delta, ...(kept && { kept }) });
      if (recording.isBehind) {
        this.grown.add(id);
        this.timer ??= setTimeout(() => this.tell(), FRAME_MS);
      }
      this.recorded.fire(id);
    }
  }

  private clearEnded(id: string, cache: string): void {
    const session = this.snapshot(id);
    const known = session?.caches.find((each) => each.cache === cache);
    if (!session || !known) return;
    this.states.set(id, session);
    this.apply(id, clearedDelta(known));
  }

  private whole(session: SessionState): SessionState {
    const recording = this.recordingOf(session.id);
    if (!recording) return session;
    const caches = session.caches.map((cache) => ({ ...cache, history: historyOf(cache, recording) }));
    return { ...session, caches };
  }

  private forgetOldest(): void {
    for (const { id } of this.sessions.filter(isOver).slice(MAX_ENDED)) this.remove(id);
  }

  /** The oldest events leave first, of the session that began first. */
  private stayWithinBudget(): void {
    const all = [...this.recordings.values()].map(({ recording }) => recording);
    let excess = all.reduce((sum, { bytes }) => sum + bytes, 0) - this.budget;
    for (const recording of all) {
      if (excess <= 0) return;
      const { bytes } = recording;
      recording.shrink(Math.max(0, bytes - excess));
      excess -= bytes - recording.bytes;
    }
  }
}

function historyOf({ cache, history }: CacheState, recording: Recording): HistoryPoint[] {
  const isKnown = recording.facts(Number(cache)) !== undefined;
  return history.length > 0 || !isKnown ? history : [...recording.history(Number(cache))];
}

export function isRunning(session: SessionState): boolean {
  return session.status === 'running';
}
