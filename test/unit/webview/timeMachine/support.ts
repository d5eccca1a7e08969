import { createCache, memoize } from '../../../../src/engine/index.ts';
import type { DashboardToHost } from '../../../../src/protocol/dashboard.ts';
import type { CacheFacts, Recording, Tick } from '../../../../src/recording/index.ts';
import type { Look } from '../../../../src/webview/timeMachine/look.ts';
import { TimeMachine } from '../../../../src/webview/timeMachine/machine.ts';
import type { View } from '../../../../src/webview/timeMachine/view.ts';
import { dice, Studio } from '../../recording/support.ts';

/** A time machine whose clock and frames move when they are told to. */
export class Screen {
  time = 0;
  /** How often a new picture was asked for. */
  draws = 0;
  readonly asked: DashboardToHost[] = [];
  readonly kept: View[] = [];
  private tasks: (() => void)[] = [];
  readonly machine: TimeMachine;

  constructor(remembered?: unknown) {
    this.machine = new TimeMachine(
      {
        send: (message) => this.asked.push(message),
        draw: () => this.draws++,
        remember: (view) => this.kept.push(view),
        now: () => this.time,
        nextFrame: (task) => this.tasks.push(task),
      },
      remembered,
    );
  }

  /** How many tasks wait for the next frame. */
  get waiting(): number {
    return this.tasks.length;
  }

  /** Time passes, and a frame comes. */
  frame(ms: number): void {
    this.time += ms;
    for (const task of this.tasks.splice(0)) task();
  }

  /** Opens a session and gives it all that is recorded. */
  shows(recording: Recording, session = 'a'): this {
    this.machine.open(session);
    return this.receives(recording.ticks(), session);
  }

  receives(ticks: Iterable<Tick>, session = 'a'): this {
    for (const tick of ticks) this.machine.receive(session, structuredClone(tick));
    return this;
  }

  /** What is seen; frames come until it is there. */
  get look(): Look {
    for (;;) {
      const look = this.machine.look();
      if (!look) throw new Error('There is nothing to look at.');
      if (look.step === this.machine.step) return look;
      this.frame(1);
    }
  }
}

/** What a cache is asked at random: so many requests for so many keys, now and then a delete, seldom a clear. */
export interface Play {
  readonly policy?: string;
  readonly maxsize?: number | null;
  readonly requests?: number;
  readonly keys?: number;
  readonly nameOf?: (key: number) => string;
  readonly seed?: number;
}

/** The recording of one cache that was asked at random. */
export function played(play: Play = {}, studio = new Studio(String)): Recording {
  playOn(studio, play);
  return studio.finish();
}

/** The same beside what a studio has recorded already. Returns the cache's facts. */
export function playOn(studio: Studio, play: Play = {}): Pick<CacheFacts, 'cache'> {
  const {
    policy = 'lru',
    maxsize = 8,
    requests = 300,
    keys = 20,
    nameOf = (key) => `k${key}`,
    seed = 1,
  } = play;
  const writer = studio.open({ name: `${policy} cache`, policy, maxsize });
  const cache = createCache<string, number>(policy, maxsize, { observer: writer });
  const roll = dice(seed);
  for (let i = 0; i < requests; i++) {
    const key = nameOf(Math.min(roll(keys), roll(keys)));
    studio.time += 1;
    if (roll(50) === 0) studio.turn();
    if (cache.get(key) === undefined) cache.set(key, i);
    if (roll(40) === 0) cache.delete(key);
    if (roll(40) === 0) cache.set(key, -i);
    if (roll(400) === 0) cache.clear();
  }
  return writer;
}

/** In how many ways stairs of `n` steps can be climbed, 1, 2 or 3 at a time: the recursion of the lessons. */
export function stairs(n: number, maxsize: number | null, studio = new Studio(String)): Recording {
  const observer = studio.open({ name: 'stepsTo', kind: 'memoize', policy: 'lru', maxsize });
  const stepsTo: (n: number) => number = memoize(
    (n: number): number =>
      n === 1 ? 1 : n === 2 ? 2 : n === 3 ? 4 : stepsTo(n - 3) + stepsTo(n - 2) + stepsTo(n - 1),
    { maxsize, observer },
  );
  stepsTo(n);
  return studio.finish();
}

/** What a studio has recorded since it was asked last. */
export function fresh(studio: Studio): Tick[] {
  studio.recorder.flush();
  return studio.ticks.splice(0);
}
