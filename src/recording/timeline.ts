import { Checkpoints, NO_WAY, sum } from './checkpoints.ts';
import { keep, type Kept } from './keep.ts';
import { kinds } from './events.ts';
import { placeOf, type EventLog } from './log.ts';
import { isFull, letLeave } from './moment.ts';
import type { CacheReplay } from './replay.ts';

/** How long a replay from one checkpoint to the next takes at least, in ms: shorter ones are no gain. */
const LEAST_MS = 1;
/** How many events pass between two looks at the clock. */
const EVENTS_PER_LOOK = 1024;

/** A state of more entries is not put back after it was asked: to come there again takes no longer than to keep it. */
const LARGE = 4096;

/** The states of one cache at any event: by replay from the last checkpoint before it. */
export class Timeline {
  private readonly checkpoints: Checkpoints;
  private readonly now: CacheReplay;
  /** The number of the event that `now` stands after. */
  private at = -1;
  /** The state of that moment, where `now` was asked who leaves next, which it does not survive. */
  private before: Kept<CacheReplay> | undefined;
  private next = 0;
  private untilLook = EVENTS_PER_LOOK;
  /** What is worth a checkpoint, in ms: what keeping one takes, so that the first time through is not spent on them. */
  private least = LEAST_MS;
  /** The replay from the checkpoint before up to where it is. */
  private way = NO_WAY;
  /** What of it was not learnt from yet: a clock may be coarse. */
  private stretch = NO_WAY;
  /** Up to when, and up to which event, both are known. */
  private since = 0;
  private counted = 0;

  /**
   * `base` gives the state after the last event that was cut; `time` is in ms, and decides only what is kept; its
   * checkpoints hold at most `budget()` bytes, which becomes less when other caches are looked at, too.
   */
  constructor(
    private readonly log: EventLog,
    private readonly cache: number,
    private readonly base: () => CacheReplay,
    private readonly time: () => number,
    budget: () => number,
  ) {
    this.checkpoints = new Checkpoints(budget);
    this.now = base().anew();
  }

  /** How many bytes its checkpoints hold, about. */
  get bytes(): number {
    return this.checkpoints.bytes;
  }

  /** The state after the event with this number, which is kept or the last one cut. Good until the next call. */
  stateAt(number: number): CacheReplay {
    while (!this.advance(number, Infinity));
    this.putBack();
    return this.now;
  }

  /**
   * The slot that would leave after this event if a key came that was never there, 0 where that cannot be said. The
   * policy itself is asked, and the state is put back when it is needed again.
   */
  nextVictimAt(number: number): number {
    while (!this.advance(number, Infinity));
    if (this.before) return this.next;
    if (!isFull(this.now)) return 0;
    if (this.now.size > LARGE) this.at = -1;
    else this.before = keep(this.now);
    return (this.next = letLeave(this.now.policy));
  }

  /** Comes nearer to that state for about so many ms. Returns whether it is there. */
  advance(number: number, ms: number): boolean {
    this.begin(number);
    if (this.at === number) return true;
    this.putBack();
    [this.since, this.counted] = [this.time(), this.at];
    const until = this.since + ms;
    const { chunks } = this.log;
    for (let place = placeOf(chunks, this.at + 1); place < chunks.length && this.at < number; place++)
      if (!this.run(place, number, until)) return false;
    this.count();
    return true;
  }

  /** Lets checkpoints go until the others fit into the budget. */
  trim(): void {
    this.checkpoints.trim();
  }

  /** Goes on from where it is, or from the last checkpoint before `number` where that is nearer. */
  private begin(number: number): void {
    const firstAfter = this.log.first - 1;
    this.checkpoints.forgetBefore(firstAfter);
    const last = this.checkpoints.before(number);
    const from = last?.after ?? firstAfter;
    if (this.at >= from && this.at <= number) return;
    (last?.state ?? keep(this.base())).putInto(this.now);
    this.before = undefined;
    this.at = from;
    this.way = NO_WAY;
  }

  private putBack(): void {
    this.before?.putInto(this.now);
    this.before = undefined;
  }

  private run(place: number, number: number, until: number): boolean {
    const chunk = this.log.chunks[place]!;
    if (chunk.first > this.at + 1) this.now.lose();
    const end = Math.min(chunk.size, number - chunk.first + 1);
    for (let at = Math.max(0, this.at + 1 - chunk.first); at < end; at++) {
      if (chunk.cache[at] === this.cache) this.now.apply(chunk, at);
      if (--this.untilLook > 0 || chunk.kind[at] === kinds.evicted) continue;
      this.untilLook = EVENTS_PER_LOOK;
      this.at = chunk.first + at;
      if (this.look() >= until && this.at < number) return false;
    }
    this.at = Math.max(this.at, chunk.first + end - 1);
    return true;
  }

  /** Keeps the state of this moment where it took long to come here. Returns the time. */
  private look(): number {
    const time = this.count();
    if (!this.checkpoints.wants(this.at, this.way, this.least)) return time;
    this.checkpoints.add(this.at, keep(this.now), this.way);
    this.way = NO_WAY;
    this.since = this.time();
    this.least = Math.max(LEAST_MS, this.since - time);
    return this.since;
  }

  /** Counts what was replayed, and how long it took. Returns the time. */
  private count(): number {
    const time = this.time();
    const passed = { events: this.at - this.counted, ms: time - this.since };
    [this.since, this.counted] = [time, this.at];
    this.way = sum(this.way, passed);
    this.stretch = sum(this.stretch, passed);
    if (this.stretch.ms >= LEAST_MS) {
      this.checkpoints.learn(this.stretch);
      this.stretch = NO_WAY;
    }
    return time;
  }
}
