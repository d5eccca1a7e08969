import * as v from 'valibot';
import type { Step } from '../../protocol/dashboard.ts';
import type { SessionState } from '../../protocol/session.ts';
import { kinds, Recording, type CacheFacts, type Origin, type Tick } from '../../recording/index.ts';
import type { Send } from '../vscodeApi.ts';
import { Jobs } from './jobs.ts';
import { lookAt, type Look } from './look.ts';
import { sessionAt } from './past.ts';
import { NOTHING_CHOSEN, View } from './view.ts';

/** What a page may hold of a recording, in bytes: a million events, and checkpoints for quick jumps. */
const EVENTS = 24 * 2 ** 20;
const STATES = 36 * 2 ** 20;

/** How long one frame may work for a jump, in ms. */
const SLICE_MS = 8;

/** So many events a second can be followed by eye. */
const FOLLOWED = 5;

/** What so many events have changed can be seen to move. */
const NEAR = 32;

/** Where to jump: the next, or with -1 the last event before, of a kind. */
export type Target = 'miss' | 'eviction' | 'key';

/** A jump, forwards or with -1 backwards. */
export interface Jump {
  readonly target: Target;
  readonly by: 1 | -1;
}

/** What the time machine is given to work with. */
export interface Surroundings {
  readonly send: Send;
  /** Asks for a new picture of the page. */
  readonly draw: () => void;
  /** Keeps what was chosen. */
  readonly remember: (view: View) => void;
  /** The time in ms. */
  readonly now: () => number;
  /** Calls something once before the next picture. */
  readonly nextFrame: (task: () => void) => void;
}

/** Events are shown one after the other: since a time in ms, from a step on. */
interface Playing {
  readonly since: number;
  readonly from: number;
}

/** The recording of the session that a person has opened, and the moment that is looked at. */
export class TimeMachine {
  private opened: Recording | undefined;
  private chosen: View;
  private playing: Playing | undefined;
  /** When the moment was changed last, and the time before. */
  private moved = { at: -Infinity, before: -Infinity };
  private shown: Look | undefined;
  private notFound: Jump | undefined;
  private jobs: Jobs;

  /** `remembered` is what `remember` was given last, or anything else. */
  constructor(
    private readonly around: Surroundings,
    remembered?: unknown,
  ) {
    const view = v.safeParse(View, remembered);
    this.chosen = view.success ? view.output : NOTHING_CHOSEN;
    this.jobs = this.newJobs();
  }

  get view(): View {
    return this.chosen;
  }

  /** The events of the opened session as far as they have come; none before the first. */
  get recording(): Recording | undefined {
    return this.opened;
  }

  get isPlaying(): boolean {
    return this.playing !== undefined;
  }

  /** Follows the sessions that there are: one that has gone cannot be looked at any more. */
  keepTo(sessions: readonly string[]): void {
    const { session } = this.chosen;
    if (session === null) return;
    if (!sessions.includes(session)) this.close();
    else if (!this.opened) this.begin();
  }

  open(session: string): void {
    this.choose({ ...NOTHING_CHOSEN, session, picture: this.chosen.picture, pace: this.chosen.pace });
    this.begin();
  }

  /** Opens a session at a moment. */
  show({ session, ...rest }: Step): void {
    this.open(session);
    this.choose(rest);
  }

  close(): void {
    this.opened = undefined;
    this.shown = undefined;
    this.playing = undefined;
    this.around.send({ type: 'follow', session: null, isFirst: true });
    this.choose({ session: null, step: null });
  }

  /** Takes in a piece of the recording, and asks for the next. */
  receive(session: string, tick: Tick): void {
    if (session !== this.chosen.session || !this.opened) return;
    this.opened.append(tick);
    this.around.send({ type: 'follow', session, isFirst: false });
    this.around.draw();
  }

  /** Begins anew with all events at once: the moment that is looked at stays. */
  replace(tick: Tick): void {
    this.begin();
    if (this.chosen.session !== null) this.receive(this.chosen.session, tick);
  }

  /** The caches that can be looked at. */
  caches(): readonly CacheFacts[] {
    return this.opened?.caches() ?? [];
  }

  /** The jump that led nowhere, until the moment is changed. */
  get failedJump(): Jump | undefined {
    return this.notFound;
  }

  /** The step that is shown; the newest where none is chosen. */
  get step(): number {
    const { opened, chosen } = this;
    if (!opened) return 0;
    return chosen.step === null ? opened.last : clamp(chosen.step, opened.first - 1, opened.last);
  }

  /** Shows the moment after an event, `null` for whatever is the newest. */
  go(step: number | null): void {
    this.playing = undefined;
    this.moveTo(step);
  }

  /** Goes on or back by so many events. */
  walk(by: number): void {
    if (!this.opened) return;
    this.go(clamp(this.step + by, this.opened.first - 1, this.opened.last));
  }

  /** Goes to the nearest event of a kind, of the cache that is looked at. Returns whether there is one. */
  jump(target: Target, by: 1 | -1): boolean {
    const { opened, step } = this;
    const cache = this.cache?.cache;
    if (!opened || cache === undefined) return false;
    const key = target === 'key' ? this.keyAt(step) : 0;
    const found = opened.seek(step, by, (kind, of, at) => of === cache && isTarget[target](kind, at, key));
    if (found !== undefined) this.go(found);
    else {
      this.notFound = { target, by };
      this.around.draw();
    }
    return found !== undefined;
  }

  chooseCache(cache: number): void {
    this.choose({ cache, room: null });
  }

  chooseRoom(room: number | null): void {
    this.choose({ room });
  }

  choosePicture(picture: string): void {
    this.choose({ picture });
  }

  setPace(pace: View['pace']): void {
    this.choose({ pace });
    if (this.playing) this.play();
  }

  /** Shows one event after the other; from the beginning where the newest is shown. */
  play(): void {
    const { opened } = this;
    if (!opened) return;
    const from = this.step === opened.last ? opened.first - 1 : this.step;
    this.playing = { since: this.around.now(), from };
    this.moveTo(from);
    this.playOn(this.playing);
  }

  pause(): void {
    this.playing = undefined;
    this.around.draw();
  }

  /** The cache that is looked at. */
  get cache(): CacheFacts | undefined {
    const caches = this.caches();
    return caches.find(({ cache }) => cache === this.chosen.cache) ?? caches[0];
  }

  /** What is seen now. Where a jump takes long the moment before stays until it is there. */
  look(): Look | undefined {
    const { opened, cache, step } = this;
    if (!opened || !cache) return undefined;
    const look = lookAt(opened, cache, step, SLICE_MS, {
      isBusy: this.isBusyAt(step),
      room: this.chosen.room,
      misses: this.chosen.misses,
      chooseMisses: (misses) => this.choose({ misses }),
      go: (to) => this.go(to),
      compute: (id, begin) => this.jobs.advance(`${id} ${cache.cache}`, opened.last, begin),
    });
    if (look) return (this.shown = look);
    this.around.nextFrame(this.around.draw);
    return this.shown?.facts.cache === cache.cache ? this.shown : undefined;
  }

  /** Whether the eye cannot follow what changes. Once a step is shown this stays as it is. */
  private isBusyAt(step: number): boolean {
    const { shown, moved, chosen } = this;
    if (chosen.step === null || moved.at - moved.before < 1000 / FOLLOWED) return true;
    return shown !== undefined && (shown.step === step ? shown.isBusy : Math.abs(shown.step - step) > NEAR);
  }

  /** Asks for the line of code that has caused an event. */
  showOrigin(origin: Origin): void {
    const { session } = this.chosen;
    if (session !== null) this.around.send({ type: 'showOrigin', session, ...origin });
  }

  /** A session as it is, or as it was at the moment that is looked at. */
  asShown(session: SessionState): SessionState {
    const { opened, chosen, step } = this;
    const isPast = opened && chosen.session === session.id && chosen.step !== null;
    return isPast ? sessionAt(session, opened, step) : session;
  }

  private begin(): void {
    const { send, now } = this.around;
    this.jobs = this.newJobs();
    this.opened = new Recording({ budget: EVENTS, states: STATES, now });
    send({ type: 'follow', session: this.chosen.session, isFirst: true });
  }

  private newJobs(): Jobs {
    const { now, nextFrame, draw } = this.around;
    return new Jobs(now, () => nextFrame(draw));
  }

  private choose(changes: Partial<View>): void {
    this.chosen = { ...this.chosen, ...changes };
    this.around.remember(this.chosen);
    this.around.draw();
  }

  private moveTo(step: number | null): void {
    this.notFound = undefined;
    this.moved = { at: this.around.now(), before: this.moved.at };
    this.choose({ step });
  }

  /** A frame of `playing`; it is the last one where something else plays by now. */
  private playOn(playing: Playing): void {
    const { opened } = this;
    if (playing !== this.playing || !opened) return;
    const passed = this.around.now() - playing.since;
    const step = Math.min(opened.last, playing.from + Math.floor((passed * this.chosen.pace) / 1000));
    if (step !== this.chosen.step) this.moveTo(step);
    if (step === opened.last) this.pause();
    else this.around.nextFrame(() => this.playOn(playing));
  }

  private keyAt(step: number): number {
    const { opened, cache } = this;
    let found = 0;
    opened?.seek(step + 1, -1, (_, of, key) => {
      if (of === cache?.cache && key > 0) found = key;
      return found > 0;
    });
    return found;
  }
}

const isTarget: Record<Target, (kind: number, key: number, wanted: number) => boolean> = {
  miss: (kind) => kind === kinds.miss,
  eviction: (kind) => kind === kinds.evicted,
  key: (_, key, wanted) => key === wanted && wanted > 0,
};

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
