import type { Kept } from './keep.ts';
import type { CacheReplay } from './replay.ts';

/** A way must be so many times as long as the shortest that would come of letting one go, before it is divided for it. */
const WORTH = 1.25;

export interface Checkpoint {
  /** The number of the event that it stands after. */
  readonly after: number;
  readonly state: Kept<CacheReplay>;
  /** From the one before it: how many events of the cache are replayed. */
  readonly way: number;
}

/**
 * The states that are kept of one cache, so that no way to any event is long. Ways are measured in events: a clock would
 * put most of them where the machine was slow when it came by, as it is with the very first events.
 */
export class Checkpoints {
  private readonly list: Checkpoint[] = [];
  private held = 0;
  /** How many bytes the state had that was kept last. */
  private usual = 0;

  /** They hold at most `budget()` bytes, and no way has less than `least` events. */
  constructor(
    private readonly budget: () => number,
    private readonly least: number,
  ) {}

  /** How many bytes they hold, about. */
  get bytes(): number {
    return this.held;
  }

  /** The last one that does not stand after a later event. */
  before(number: number): Checkpoint | undefined {
    return this.list[this.placeAfter(number) - 1];
  }

  /**
   * Is told of a way from the one before that has led to an event of a log of so many. Returns whether the state there
   * should be kept: to keep one takes longer than most replays, so no more are kept than there will be room for.
   */
  wants(after: number, way: number, events: number): boolean {
    if (way < this.least) return false;
    const next = this.list[this.placeAfter(after)];
    if (!next) return (after - (this.list.at(-1)?.after ?? 0)) * this.budget() >= events * this.usual;
    const rest = next.way - way;
    return way >= rest && rest >= this.least && next.way > WORTH * this.priceOfRoom();
  }

  /** Keeps the state after an event. Others may have to go for it. */
  add(after: number, state: Kept<CacheReplay>, way: number): void {
    const place = this.placeAfter(after);
    const next = this.list[place];
    if (next) this.list[place] = { ...next, way: next.way - way };
    this.list.splice(place, 0, { after, state, way });
    this.held += state.bytes;
    this.usual = state.bytes;
    this.trim();
  }

  /** Lets go of those that stand after events before this one. */
  forgetBefore(number: number): void {
    while (this.list[0] && this.list[0].after < number) this.held -= this.list.shift()!.state.bytes;
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

  /** How long the way becomes that pays for one more: none where there is room. */
  private priceOfRoom(): number {
    const { held, list } = this;
    return held + held / list.length <= this.budget() ? 0 : this.leastMissed().way;
  }

  /** The place of the one without which the longest way becomes the least longer, and how long that is. */
  private leastMissed(): { readonly place: number; readonly way: number } {
    let [least, place] = [Infinity, 0];
    for (let at = 0; at + 1 < this.list.length; at++) {
      const way = this.list[at]!.way + this.list[at + 1]!.way;
      if (way < least) [least, place] = [way, at];
    }
    return { place, way: least };
  }

  private letGo(place: number): void {
    const [gone] = this.list.splice(place, 1);
    const next = this.list[place];
    this.held -= gone!.state.bytes;
    if (next) this.list[place] = { ...next, way: gone!.way + next.way };
  }
}
