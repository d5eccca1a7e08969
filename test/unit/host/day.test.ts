import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { timedLruCache } from '../../../src/engine/index.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { SessionRecorder } from '../../../src/kernel/recorder.ts';
import { beginSession, MAX_OUTPUT_LINES } from '../../../src/protocol/fold.ts';

const MIB = 2 ** 20;
const HOUR = 3_600_000;
const INTERVAL = 5000;

/** What the events may hold: the busy day has more than that before noon. */
const BUDGET = 6 * MIB;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Requests of one pass on the busy day. */
const BUSY = 50;

/** A monitor as it looks from a window: its kernel's recorder, its session, and a clock that is moved. */
class Day {
  private now = 0;
  private pass = 0;
  private readonly tasks: (() => void)[] = [];
  readonly store = new SessionStore(BUDGET);
  private readonly recorder = new SessionRecorder({
    clock: { now: () => this.now },
    later: (task) => this.tasks.push(task),
    afterThisTurn: (task) => this.tasks.push(task),
    inspect: String,
    sendTick: (tick) => this.store.record('day', tick),
    sendDelta: (delta) => this.store.say('day', delta),
  });
  private readonly article = this.recorder.watch('article', 'timed-lru', (observer) =>
    timedLruCache(10, 128, { observer, clock: { now: () => this.now } })((key: number) => `Article ${key}`),
  );

  /** `requests` are those of one pass. */
  constructor(private readonly requests: number) {
    this.store.start(beginSession('day', 'scenario', 'Monitor'));
  }

  runUntil(time: number): void {
    for (; this.now < time; this.now += INTERVAL) this.look();
  }

  private look(): void {
    this.pass++;
    for (let line = 0; line < 5; line++) this.recorder.print(`Pass ${this.pass}, line ${line}`);
    this.recorder.setCount('passes', this.pass);
    this.recorder.progress({ fraction: null, text: `Pass ${this.pass}` });
    // Now and then an article is new.
    for (let n = 0; n < this.requests; n++) this.article((this.pass >> 3) + (n % 40));
    for (const task of this.tasks.splice(0)) task();
  }

  /** What it holds in memory, in bytes. */
  memory(): number {
    for (let times = 0; times < 3; times++) collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  }

  check(passes: number): void {
    const recording = this.store.recordingOf('day')!;
    const { output, caches, counts } = this.store.snapshots()[0]!;
    assert.equal(counts['passes'], passes);
    assert.ok(output.length <= MAX_OUTPUT_LINES && recording.bytes <= BUDGET);
    assert.equal(recording.first > 1, this.requests === BUSY);
    assert.equal(
      caches[0]!.info.hits + caches[0]!.info.misses,
      recording.counts(1).hits + recording.counts(1).misses,
    );
    assert.equal(recording.counts(1).requests, passes * this.requests);
    for (const points of [caches[0]!.history, recording.history(1)]) {
      assert.ok(points.length <= 600, `${points.length} points`);
      const half = points.filter(({ time }) => time < points.at(-1)!.time / 2).length;
      assert.ok(
        half > points.length / 4 && half < (points.length * 3) / 4,
        `${half} of ${points.length} points`,
      );
    }
  }
}

describe('a monitor that runs for a day', () => {
  for (const [name, requests] of [
    ['with a check every five seconds', 5],
    ['ten times as busy', BUSY],
  ] as const) {
    it(`${name}, holds no more in the evening than at noon, and its history keeps its shape`, () => {
      const day = new Day(requests);
      day.runUntil(12 * HOUR);
      day.check(8640);
      const noon = day.memory();
      day.runUntil(24 * HOUR);
      day.check(17_280);
      const growth = day.memory() - noon;
      assert.ok(growth < 4 * MIB, `It holds ${Math.round(growth / MIB)} MiB more.`);
    });
  }
});
