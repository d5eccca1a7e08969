import { bytesOfState, cloneState } from './clone.ts';
import { kinds } from './events.ts';
import { placeOf, type EventLog } from './log.ts';
import type { CacheReplay } from './replay.ts';

/** How long a replay from one checkpoint to the next may take, in ms; a jump takes this and a copy at most. */
const REPLAY_MS = 4;
/** How many events pass between two looks at the clock. */
const EVENTS_PER_LOOK = 2048;
interface Checkpoint {
  /** The number of the event that it stands after. */
  readonly after: number;
  readonly state: CacheReplay;
  readonly bytes: number;
}

/**
 * The states of one cache at any event: by replay from the last checkpoint before it. A checkpoint is kept where the
 * replay took long to come, because an event costs 10 ns with one policy and 265 with another.
 */
export class Timeline {
  private checkpoints: Checkpoint[] = [];
  private now: CacheReplay;
  /** The number of the event that `now` stands after. */
  private at: number;
  private untilLook = EVENTS_PER_LOOK;
  private spacing = REPLAY_MS;
  private since = 0;

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
    this.now = cloneState(base());
    this.at = log.first - 1;
  }

  /** How many bytes its checkpoints hold, about. */
  get bytes(): number {
    return this.checkpoints.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The state after the event with this number, which is kept or the last one cut. Good until the next call. */
  stateAt(number: number): CacheReplay {
    while (!this.advance(number, Infinity));
    return this.now;
  }

  /** Comes nearer to that state for about so many ms. Returns whether it is there. */
  advance(number: number, ms: number): boolean {
    this.begin(number);
    this.since = this.time();
    const until = this.since + ms;
    const { chunks } = this.log;
    for (let place = placeOf(chunks, this.at + 1); place < chunks.length && this.at < number; place++)
      if (!this.run(place, number, until)) return false;
    return true;
  }

  /** Lets every second checkpoint go until they fit into the budget. */
  trim(): void {
    while (this.checkpoints.length > 0 && this.bytes > this.budget()) {
      this.checkpoints = this.checkpoints.filter((_, index) => index % 2 === 1);
      this.spacing *= 2;
    }
  }

  /** Goes on from where it is, or from the newest checkpoint before `number` where that is nearer. */
  private begin(number: number): void {
    const firstAfter = this.log.first - 1;
    this.checkpoints = this.checkpoints.filter(({ after }) => after >= firstAfter);
    const newest = this.checkpoints.filter(({ after }) => after <= number).at(-1);
    const from = newest?.after ?? firstAfter;
    if (this.at >= from && this.at <= number) return;
    this.now = cloneState(newest?.state ?? this.base());
    this.at = from;
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
    const time = this.time();
    const isNew = this.at > (this.checkpoints.at(-1)?.after ?? 0);
    if (!isNew || time - this.since < this.spacing) return time;
    const state = cloneState(this.now);
    this.checkpoints.push({ after: this.at, state, bytes: bytesOfState(state) });
    this.trim();
    return (this.since = this.time());
  }
}
