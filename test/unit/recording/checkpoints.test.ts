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

/** What a replay up to an event goes through, as a timeline does it; of so many events one is of the cache. */
class Walk {
  room = ROOM;
  readonly checkpoints = new Checkpoints(() => this.room, LOOK);
  /** The longest way from a checkpoint, in events. */
  longest = 0;
  /** How many states were kept. */
  kept = 0;

  constructor(private readonly oneOf = 1) {}

  to(number: number): void {
    let from = this.checkpoints.before(number)?.after ?? 0;
    this.longest = Math.max(this.longest, number - from);
    for (let at = from + LOOK; at <= number; at += LOOK) {
      if (!this.checkpoints.wants(at, (at - from) / this.oneOf, EVENTS)) continue;
      this.checkpoints.add(at, state, (at - from) / this.oneOf);
      this.kept++;
      from = at;
    }
  }

  /** Jumps to and fro for a while; then the longest way of some more jumps. */
  longestOfJumps(): number {
    const roll = dice(3);
    for (let i = 0; i < 300; i++) this.to(roll(EVENTS));
    this.longest = 0;
    for (let i = 0; i < 300; i++) this.to(roll(EVENTS));
    return this.longest;
  }
}

describe('checkpoints', () => {
  it('fill the room from one end to the other the first time through, and hold no more', () => {
    const walk = new Walk();
    walk.to(EVENTS);
    assert.equal(walk.checkpoints.bytes, ROOM);
    assert.equal(walk.kept, ROOM);
    assert.ok(walk.longestOfJumps() <= (1.5 * EVENTS) / ROOM);
    assert.equal(walk.checkpoints.bytes, ROOM);
  });

  it('come to rest: to keep one more for each jump would cost more than it saves', () => {
    const walk = new Walk();
    walk.longestOfJumps();
    const before = walk.kept;
    walk.longestOfJumps();
    assert.equal(walk.kept, before);
  });

  it('move to where ways are long, when there were more of them before', () => {
    const walk = new Walk();
    walk.room = 5 * ROOM;
    walk.to(EVENTS / 2);
    walk.room = ROOM;
    walk.checkpoints.trim();
    assert.equal(walk.checkpoints.bytes, ROOM);
    assert.ok(walk.longestOfJumps() <= (2.5 * EVENTS) / ROOM, `${walk.longest} events`);
  });

  it('become more when there is more room', () => {
    const walk = new Walk();
    walk.to(EVENTS);
    walk.room = 4 * ROOM;
    assert.ok(walk.longestOfJumps() <= (2.5 * EVENTS) / walk.room, `${walk.longest} events`);
  });

  it('are no closer than a replay of a moment, however much room there is', () => {
    const walk = new Walk(50);
    walk.room = EVENTS;
    walk.to(EVENTS);
    assert.equal(walk.kept, EVENTS / 50 / LOOK);
  });

  it('are not kept of a state that is larger than all the room', () => {
    const walk = new Walk();
    walk.room = 0.5;
    walk.to(EVENTS);
    assert.ok(walk.kept <= 1);
    assert.equal(walk.checkpoints.bytes, 0);
  });

  it('that stand after events which are no longer kept are forgotten', () => {
    const walk = new Walk();
    walk.to(EVENTS);
    walk.checkpoints.forgetBefore(EVENTS / 2);
    assert.equal(walk.checkpoints.before(EVENTS / 2 - 1), undefined);
    assert.ok(walk.checkpoints.before(EVENTS));
    walk.checkpoints.forgetBefore(EVENTS + 1);
    assert.equal(walk.checkpoints.bytes, 0);
  });
});
