import { Checkpoints } from './checkpoints.ts';
import { keep, type Kept } from './keep.ts';
import { kinds } from './events.ts';
import { placeOf, type EventLog } from './log.ts';
import { isFull, letLeave } from './moment.ts';
import type { CacheReplay } from './replay.ts';

/** How many events pass between two looks at the clock. */
const EVENTS_PER_LOOK = 1024;

/** A state of more entries is not put back after it was asked: to come there again takes no longer than to keep it. */
const LARGE = 4096;

/** How the states of a cache are kept. */
export interface Keeping {
  /** Gives how many bytes its checkpoints may hold: less when other caches are looked at, too. */
  readonly budget: () => number;
  /** How many events are between two of them at least: shorter ways are no gain. */
  readonly least: number;
}

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
  /** How many events of the cache were replayed since the checkpoint before. */
  private way = 0;

  /** `base` gives the state after the last event that was cut; `time` is in ms. */
  constructor(
    private readonly log: EventLog,
    private readonly cache: number,
    private readonly base: () => CacheReplay,
    private readonly time: () => number,
    { budget, least }: Keeping,
  ) {
    this.checkpoints = new Checkpoints(budget, least);
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
    const until = this.time() + ms;
    const { chunks } = this.log;
    for (let place = placeOf(chunks, this.at + 1); place < chunks.length && this.at < number; place++)
      if (!this.run(place, number, until)) return false;
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
    this.way = 0;
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
      if (chunk.cache[at] === this.cache) {
        this.now.apply(chunk, at);
        this.way++;
      }
      if (--this.untilLook > 0 || chunk.kind[at] === kinds.evicted) continue;
      this.untilLook = EVENTS_PER_LOOK;
      this.at = chunk.first + at;
      this.look();
      if (this.time() >= until && this.at < number) return false;
    }
    this.at = Math.max(this.at, chunk.first + end - 1);
    return true;
  }

  /** Keeps the state of this moment where it is a long way from the one before. */
  private look(): void {
    const { at, way, log } = this;
    if (!this.checkpoints.wants(at, way, log.last - log.first)) return;
    this.checkpoints.add(at, keep(this.now), way);
    this.way = 0;
  }
}
