import { MissCauses } from './causes.ts';
import { count, History, noCounts } from './counts.ts';
import { kinds, type CacheFacts, type Chunk, type Counts } from './events.ts';

/** What is folded of one cache. */
export class Track {
  /** What it had counted where its recording went on, by the number of that event. */
  readonly resumed = new Map<number, Counts>();
  readonly counts = noCounts();
  /** Whether there was an event. */
  hasBegun = false;
  readonly history = new History(this.counts);
  readonly causes = new MissCauses();

  constructor(public facts: CacheFacts) {}

  apply(chunk: Chunk, at: number): void {
    const kind = chunk.kind[at]!;
    this.hasBegun = true;
    if (kind === kinds.resumed) this.resumed.set(chunk.first + at, { ...this.counts });
    count(this.counts, kind, chunk.slot[at]!);
    this.causes.apply(kind, chunk.key[at]!);
    if (kind < kinds.stored || kind >= kinds.cleared) this.history.add(chunk.time[at]!);
  }
}
