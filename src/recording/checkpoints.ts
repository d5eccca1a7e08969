import type { Kept } from './keep.ts';
import type { CacheReplay } from './replay.ts';

/** What an event took is believed up to so many times of what events take: the rest is a pause of the machine. */
const MOST_OF_USUAL = 3;

/** So much of what events took before counts beside what they take now. */
const REMEMBERED = 0.9;

/** A way must be so many times as long as the shortest that would come of letting one go, before it is divided for it. */
const WORTH = 1.25;

/** Events that are replayed, and how long that took, in ms. */
export interface Way {
  readonly events: number;
  readonly ms: number;
}

export const NO_WAY: Way = { events: 0, ms: 0 };

/** One way after the other. */
export const sum = (one: Way, other: Way): Way => ({
  events: one.events + other.events,
  ms: one.ms + other.ms,
});

/** What a way of so many events takes where another is known. */
const stretched = (way: Way, events: number): Way => ({ events, ms: (way.ms * events) / way.events });

export interface Checkpoint {
  /** The number of the event that it stands after. */
  readonly after: number;
  readonly state: Kept<CacheReplay>;
  /** From the one before it. */
  readonly way: Way;
}

/**
 * The states that are kept of one cache, so that no way to any event is long: as many as there is room for, and where
 * the replay takes its time, because an event costs 10 ns with one policy and 265 with another.
 */
export class Checkpoints {
  private readonly list: Checkpoint[] = [];
  private readonly pace = new Pace();
  private held = 0;

  /** They hold at most `budget()` bytes. */
  constructor(private readonly budget: () => number) {}

  /** How many bytes they hold, about. */
  get bytes(): number {
    return this.held;
  }

  /** The last one that does not stand after a later event. */
  before(number: number): Checkpoint | undefined {
    return this.list[this.placeAfter(number) - 1];
  }

  /** Takes in what a stretch of replay took. */
  learn(way: Way): void {
    this.pace.learn(way);
  }

  /**
   * Is told of a way from the one before that has led to an event. Returns whether the state there should be kept, which
   * takes `least` ms.
   */
  wants(after: number, way: Way, least: number): boolean {
    const ms = this.pace.of(way);
    const place = this.placeAfter(after);
    const next = this.list[place];
    if (!next) return ms >= least;
    const rest = next.after - after;
    if (way.events < rest) return false; // Nearer to the middle.
    const whole = stretched({ events: way.events, ms }, way.events + rest);
    this.list[place] = { ...next, way: whole };
    return ms >= least && whole.ms > WORTH * this.priceOfRoom();
  }

  /** Keeps the state after an event. Others may have to go for it. */
  add(after: number, state: Kept<CacheReplay>, way: Way): void {
    const place = this.placeAfter(after);
    const next = this.list[place];
    if (next) this.list[place] = { ...next, way: stretched(way, next.after - after) };
    this.list.splice(place, 0, { after, state, way });
    this.held += state.bytes;
    this.trim();
  }

  /** Lets go of those that stand after events before this one. */
  forgetBefore(number: number): void {
    while (this.list[0] && this.list[0].after < number) this.letGo(0);
  }

  /** Lets go of some until the others fit into the budget: each time of the one that is missed least. */
  trim(): void {
    while (this.list.length > 0 && this.held > this.budget()) this.letGo(this.leastMissed().place);
  }

  /** The place of the first that stands after a later event. */
  private placeAfter(number: number): number {
    let place = this.list.length;
    while (place > 0 && this.list[place - 1]!.after > number) place--;
    return place;
  }

  /** How long the way becomes that pays for one more, in ms: none where there is room. */
  private priceOfRoom(): number {
    const { held, list } = this;
    return held + held / list.length <= this.budget() ? 0 : this.leastMissed().ms;
  }

  /** The place of the one without which the longest way becomes the least longer, and how long that is. */
  private leastMissed(): { readonly place: number; readonly ms: number } {
    let [least, place] = [Infinity, 0];
    for (let at = 0; at + 1 < this.list.length; at++) {
      const ms = this.pace.of(this.list[at]!.way) + this.pace.of(this.list[at + 1]!.way);
      if (ms < least) [least, place] = [ms, at];
    }
    return { place, ms: least };
  }

  private letGo(place: number): void {
    const [gone] = this.list.splice(place, 1);
    const next = this.list[place];
    this.held -= gone!.state.bytes;
    if (next) this.list[place] = { ...next, way: sum(gone!.way, next.way) };
  }
}

/** What events take, by those that were replayed lately: the very first are slow, and some are held up. */
class Pace {
  private usual = NO_WAY;

  learn({ events, ms }: Way): void {
    const { usual } = this;
    this.usual = {
      events: REMEMBERED * usual.events + events,
      ms: REMEMBERED * usual.ms + this.of({ events, ms }),
    };
  }

  /** How long a way is, in ms: what it took, without what cannot be the events themselves. */
  of({ events, ms }: Way): number {
    const { usual } = this;
    return usual.events === 0 ? ms : Math.min(ms, (MOST_OF_USUAL * events * usual.ms) / usual.events);
  }
}
