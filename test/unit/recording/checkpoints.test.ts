import * as assert from 'node:assert/strict';
import { Checkpoints } from '../../../src/recording/checkpoints.ts';
import type { Kept } from '../../../src/recording/keep.ts';
import type { CacheReplay } from '../../../src/recording/replay.ts';
import { dice } from './support.ts';

const EVENTS = 100_000;
const LOOK = 100;
const ROOM = 20;

/** A state that takes one byte. */
const state = { bytes: 1 } as Kept<CacheReplay>;

/** What a replay up to an event goes through, as a timeline does it: `cost` is what an event takes, in ms. */
class Walk {
  readonly checkpoints = new Checkpoints(() => ROOM);
  /** The longest way from a checkpoint, in events. */
  longest = 0;

  to(number: number, cost: (event: number) => number): void {
    let from = this.checkpoints.before(number)?.after ?? 0;
    this.longest = Math.max(this.longest, number - from);
    let way = { events: 0, ms: 0 };
    for (let at = from + LOOK; at <= number; at += LOOK) {
      const passed = { events: LOOK, ms: LOOK * cost(at) };
      this.checkpoints.learn(passed);
      way = { events: at - from, ms: way.ms + passed.ms };
      if (!this.checkpoints.wants(at, way, 1)) continue;
      this.checkpoints.add(at, state, way);
      [from, way] = [at, { events: 0, ms: 0 }];
    }
  }

  /** Jumps to and fro for a while; then the longest way of some more jumps. */
  longestOf(cost: (event: number) => number): number {
    const roll = dice(3);
    for (let i = 0; i < 300; i++) this.to(roll(EVENTS), cost);
    this.longest = 0;
    for (let i = 0; i < 300; i++) this.to(roll(EVENTS), cost);
    return this.longest;
  }
}

describe('checkpoints', () => {
  const even = (): number => 0.01;

  it('hold no more than there is room for, and leave no way long', () => {
    const walk = new Walk();
    walk.to(EVENTS, even);
    assert.ok(walk.longestOf(even) <= (2.5 * EVENTS) / ROOM);
    assert.ok(walk.checkpoints.bytes <= ROOM);
  });

  it('move from where the first events were slow, which they are but once', () => {
    const walk = new Walk();
    walk.to(EVENTS, (event) => (event < EVENTS / 10 ? 0.3 : 0.01));
    assert.ok(walk.longestOf(even) <= (2.5 * EVENTS) / ROOM);
  });

  it('move to where ways have turned out to be long', () => {
    const walk = new Walk();
    walk.to(EVENTS, (event) => (Math.floor(event / 25_000) % 2 === 0 ? 0.03 : 0.01));
    const first = walk.longestOf(even);
    assert.ok(first <= (1.7 * EVENTS) / ROOM, `${first} events`);
  });

  it('do not gather where the machine has paused', () => {
    const walk = new Walk();
    const roll = dice(5);
    walk.to(EVENTS, () => (roll(40) === 0 ? 1 : 0.01));
    assert.ok(walk.longestOf(even) <= (2.5 * EVENTS) / ROOM);
  });

  it('stand more closely where events take longer', () => {
    const walk = new Walk();
    const slow = (event: number): number => (event > EVENTS / 2 ? 0.02 : 0.01);
    walk.to(EVENTS, slow);
    walk.longestOf(slow);
    const after = (number: number): number => number - (walk.checkpoints.before(number)?.after ?? 0);
    const mean = (from: number): number => {
      let sum = 0;
      for (let at = from; at < from + EVENTS / 2; at += 10) sum += after(at);
      return sum / (EVENTS / 20);
    };
    assert.ok(mean(EVENTS / 2) < mean(0));
  });

  it('that stand after events which are no longer kept are forgotten', () => {
    const walk = new Walk();
    walk.to(EVENTS, even);
    walk.checkpoints.forgetBefore(EVENTS / 2);
    assert.equal(walk.checkpoints.before(EVENTS / 2 - 1), undefined);
    assert.ok(walk.checkpoints.before(EVENTS));
    walk.checkpoints.forgetBefore(EVENTS + 1);
    assert.equal(walk.checkpoints.bytes, 0);
  });
});
