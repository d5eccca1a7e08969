import type { SlotList } from './slotList.ts';

/** Lists of slots among which entries move: the queues of policies that divide the cache. */
export class Segments {
  private readonly lists: readonly SlotList[];
  /** By slot, the place in `lists` of the list that it is in. */
  private readonly home: number[] = [];

  /** `lists` in the order in which `slots` shows them. */
  constructor(...lists: readonly SlotList[]) {
    this.lists = lists;
  }

  /** The list that a slot is in. */
  of(slot: number): SlotList {
    return this.lists[this.home[slot]!]!;
  }

  /** Puts a new slot at the newest end of a list. */
  add(slot: number, list: SlotList): void {
    this.home[slot] = this.lists.indexOf(list);
    list.push(slot);
  }

  /** Moves a slot to the newest end of a list, perhaps its own. */
  move(slot: number, list: SlotList): void {
    this.of(slot).remove(slot);
    this.add(slot, list);
  }

  /** Takes a slot out of its list and returns it. */
  remove(slot: number): number {
    this.of(slot).remove(slot);
    return slot;
  }

  clear(): void {
    for (const list of this.lists) list.clear();
  }

  /** All slots, list by list, each oldest first. */
  *slots(): Generator<number> {
    for (const list of this.lists) yield* list;
  }
}
