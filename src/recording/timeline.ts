import { keep, type Kept } from './keep.ts';
import { kinds } from './events.ts';
import { placeOf, type EventLog } from './log.ts';
import { isFull, letLeave } from './moment.ts';
import type { CacheReplay } from './replay.ts';

/** How long a replay from one checkpoint to the next takes at least, in ms: shorter ones are no gain. */
const LEAST_MS = 1;
/** How many times as long it takes as the checkpoint itself, so that the first time through is not spent on them. */
const TIMES_AS_LONG = 1;
/** How many events pass between two looks at the clock. */
const EVENTS_PER_LOOK = 1024;

/** A state of more entries is not put back after it was asked: to come there again takes no longer than to keep it. */
const LARGE = 4096;

interface Checkpoint {
  /** The number of the event that it stands after. */
  readonly after: number;
  readonly state: Kept<CacheReplay>;
  /** How long the replay takes from the one before it, in ms. */
  readonly replay: number;
}

/**
 * The states of one cache at any event: by replay from the last checkpoint before it. A checkpoint is kept where the
 * replay took long to come, because an event costs 10 ns with one policy and 265 with another.
 */
export class Timeline {
  private checkpoints: Checkpoint[] = [];
  private readonly now: CacheReplay;
  /** The number of the event that `now` stands after. */
  private at: number;
  /** The state of that moment, where `now` was asked who leaves next, which it does not survive. */
  private before: Kept<CacheReplay> | undefined;
  private next = 0;
  private untilLook = EVENTS_PER_LOOK;
  private least = LEAST_MS;
  /** The time up to which it is counted what the replay since the newest checkpoint took, in ms. */
  private since = 0;
  private spent = 0;
  private held = 0;

  /**
   * `base` gives the state after the last event that was cut; `time` is in ms, and decides only what is kept; its
   * checkpoints hold at most `budget()` bytes, which becomes less when other caches are looked at, too.
   */
  constructor(
    private readonly log: EventLog,
    private readonly cache: number,
    private readonly base: () => CacheReplay,
    private readonly time: () => number,
    private readonly budget: () => number,
  ) {
    this.now = base().anew();
    this.at = -1;
  }

  /** How many bytes its checkpoints hold, about. */
  get bytes(): number {
    return this.held;
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
    this.since = this.time();
    const until = this.since + ms;
    const { chunks } = this.log;
    for (let place = placeOf(chunks, this.at + 1); place < chunks.length && this.at < number; place++)
      if (!this.run(place, number, until)) return false;
    this.spend();
    return true;
  }

  /** Lets checkpoints go until the others fit into the budget: each time the one that is missed least. */
  trim(): void {
    while (this.checkpoints.length > 0 && this.held > this.budget()) this.letGo(this.leastMissed());
  }

  /** Goes on from where it is, or from the newest checkpoint before `number` where that is nearer. */
  private begin(number: number): void {
    const firstAfter = this.log.first - 1;
    while (this.checkpoints[0] && this.checkpoints[0].after < firstAfter) this.letGo(0);
    const newest = this.newestBefore(number);
    const from = newest?.after ?? firstAfter;
    if (this.at >= from && this.at <= number) return;
    (newest?.state ?? keep(this.base())).putInto(this.now);
    this.before = undefined;
    this.at = from;
    this.spent = 0;
  }

  private newestBefore(number: number): Checkpoint | undefined {
    let at = this.checkpoints.length - 1;
    while (at >= 0 && this.checkpoints[at]!.after > number) at--;
    return this.checkpoints[at];
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
    const time = this.spend();
    const isNew = this.at > (this.checkpoints.at(-1)?.after ?? 0);
    if (!isNew || this.spent < this.least) return time;
    const state = keep(this.now);
    this.checkpoints.push({ after: this.at, state, replay: this.spent });
    this.held += state.bytes;
    this.trim();
    this.since = this.time();
    this.spent = 0;
    this.least = Math.max(LEAST_MS, TIMES_AS_LONG * (this.since - time));
    return this.since;
  }

  /** Counts what the replay took. Returns the time. */
  private spend(): number {
    const time = this.time();
    this.spent += time - this.since;
    return (this.since = time);
  }

  /** The place of the checkpoint without which the longest way becomes the least longer. */
  private leastMissed(): number {
    const { checkpoints } = this;
    let [least, place] = [Infinity, 0];
    for (let at = 0; at + 1 < checkpoints.length; at++) {
      const replay = checkpoints[at]!.replay + checkpoints[at + 1]!.replay;
      if (replay < least) [least, place] = [replay, at];
    }
    return place;
  }

  private letGo(place: number): void {
    const [gone] = this.checkpoints.splice(place, 1);
    const after = this.checkpoints[place];
    this.held -= gone!.state.bytes;
    if (after) this.checkpoints[place] = { ...after, replay: gone!.replay + after.replay };
  }
}
