import { count, noCounts } from './counts.ts';
import { kinds, type Chunk, type Counts } from './events.ts';
import type { EventLog } from './log.ts';

/** After how many events the counts of all caches are kept: to count so many takes about 0.3 ms. */
const SPACING = 2 ** 15;

interface Kept {
  /** The number of the event that they stand after. */
  readonly after: number;
  readonly counts: ReadonlyMap<number, Counts>;
}

/** What all caches had counted after any event that is kept. */
export class PastCounts {
  private kept: Kept[] = [];
  private now: { after: number; counts: Map<number, Counts> } = { after: -1, counts: new Map() };

  constructor(
    private readonly log: EventLog,
    private readonly resumedAt: (cache: number, number: number) => Counts | undefined,
  ) {}

  /** Takes the counts that are known of the newest moment, from time to time: nobody has to count up to there later. */
  keep(counts: () => ReadonlyMap<number, Counts>): void {
    const { last } = this.log;
    if (last - (this.kept.at(-1)?.after ?? 0) < SPACING) return;
    this.letGo();
    this.kept.push({ after: last, counts: counts() });
  }

  /** The counts after an event by cache; one that has no event before it is not there. Good until the next call. */
  at(step: number): ReadonlyMap<number, Readonly<Counts>> {
    this.begin(step);
    const { now } = this;
    for (const { chunk, start, end } of this.log.spans(now.after + 1, step)) {
      for (let at = start; at < end; at++) this.take(chunk, at);
      now.after = chunk.first + end - 1;
      if (now.after - (this.kept.at(-1)?.after ?? 0) >= SPACING)
        this.kept.push({ after: now.after, counts: copy(now.counts) });
    }
    return now.counts;
  }

  private begin(step: number): void {
    const before = this.letGo();
    const nearest = this.kept.filter(({ after }) => after <= step).at(-1);
    if (this.now.after <= step && this.now.after >= (nearest?.after ?? before)) return;
    this.now = nearest
      ? { after: nearest.after, counts: copy(nearest.counts) }
      : { after: before, counts: this.log.countsOfBases() };
  }

  /** Lets go what stands before the events that are kept. Returns the number of the event before those. */
  private letGo(): number {
    const before = this.log.first - 1;
    this.kept = this.kept.filter(({ after }) => after >= before);
    return before;
  }

  private take(chunk: Chunk, at: number): void {
    const cache = chunk.cache[at]!;
    const counts = this.countsOf(cache);
    const kind = chunk.kind[at]!;
    if (kind === kinds.resumed) Object.assign(counts, this.resumedAt(cache, chunk.first + at));
    count(counts, kind, chunk.slot[at]!);
  }

  private countsOf(cache: number): Counts {
    let counts = this.now.counts.get(cache);
    if (!counts) this.now.counts.set(cache, (counts = noCounts()));
    return counts;
  }
}

const copy = (counts: ReadonlyMap<number, Counts>): Map<number, Counts> =>
  new Map(Array.from(counts, ([cache, each]) => [cache, { ...each }]));
