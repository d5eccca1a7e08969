import { Dice } from '../dice.ts';
import type { Policy, PolicySpec } from '../policy.ts';

/** Any entry, each as likely as the other. The dice are seeded, so a run can be repeated. */
class Random implements Policy {
  private readonly all: number[] = [];
  private readonly place: number[] = [];
  private readonly dice: Dice;

  constructor(seed: number) {
    this.dice = new Dice(seed);
  }

  insert(slot: number): void {
    this.place[slot] = this.all.push(slot) - 1;
  }

  hit(): void {
    // A use changes nothing: every entry is as likely as before.
  }

  evict(): number {
    const slot = this.all[this.dice.below(this.all.length)]!;
    this.remove(slot);
    return slot;
  }

  remove(slot: number): void {
    const last = this.all.pop()!;
    if (last === slot) return;
    this.all[this.place[slot]!] = last;
    this.place[last] = this.place[slot]!;
  }

  clear(): void {
    this.all.length = 0;
    this.dice.restart();
  }

  slots(): Iterable<number> {
    return this.all;
  }
}

/** Random replacement. Keys are listed in no particular order. */
export const random: PolicySpec = {
  id: 'random',
  title: 'Random',
  lesson:
    'Any entry leaves, each as likely as the other. Needs no book-keeping, and no pattern of requests can trick it.',
  source:
    'L. A. Belady, A study of replacement algorithms for a virtual-storage computer, IBM Systems Journal, 1966',
  create: ({ seed }) => new Random(seed),
};
