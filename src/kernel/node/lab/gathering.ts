import { CHUNK, isEnoughToSample, type Curve, type Requests } from '../../../lab/index.ts';
import type { Intake, NewRequests } from '../../../lab/reading/intake.ts';
import type { LabLimits, TraceFacts } from '../../../protocol/lab.ts';
import { Counting } from './counting.ts';
import {
  curveOfPart,
  curveOfSample,
  partsOf,
  selectColumns,
  selectPrints,
  selectRequests,
  type Columns,
  type Gathered,
} from './gathered.ts';
import { Spool } from './spool.ts';

/** Of more requests the curve is counted beside the reading, by another thread; fewer take less time than its start. */
const MOST_AT_ONCE = 1e6;

/** Of longer traces the quarters are not looked at: it takes as long as reading them. */
const MOST_FOR_QUARTERS = 12e6;

/** When all keys are too many for policies, they get at most this part of what they may: the curve takes memory, too. */
const POLICY_SAMPLE = 0.6;

/** A trace that was read, its requests in temporary files. */
export interface ReadTrace extends Gathered {
  readonly facts: TraceFacts;
  readonly curve: Curve;
  /** The curves of its quarters, each for itself. */
  readonly quarters: readonly Curve[];
  readonly nameOf: (id: number) => string;
}

/** What is known of requests when all of them were told. */
export interface Told extends Pick<
  Intake,
  'requests' | 'malformed' | 'skipped' | 'examples' | 'keys' | 'level' | 'exact' | 'unclear' | 'tooLong'
> {
  readonly names: { of(key: number): string | undefined };
  /** The new number of each key, where policies go over a part of them; -1 of the others. */
  readonly numbers?: Int32Array | undefined;
}

/** What is known of keys while they are read. */
type Keys = Pick<Intake, 'keys' | 'level' | 'levelOf'>;

/**
 * Takes in requests as they are read: into temporary files, and where there are many to who counts their curve, as long
 * as no key is left out. Of too many requests those for a part of the keys are kept, as policies would take too long for
 * all of them.
 */
export class Gathering {
  private columns: Columns = { ids: new Spool() };
  private prints = new Spool();
  private counting: Counting | undefined;
  /** Whether keys were left out because they are too many: then no curve of all requests can be counted. */
  private isSample = false;
  private kept = 0;
  /** How often half of the keys were left out. */
  private level = 0;
  private bytes = 0;
  private taken = 0;
  private begin = NaN;
  private end = NaN;

  /** Without the script of a thread all is done by this one. */
  constructor(
    private readonly limits: Pick<LabLimits, 'kept' | 'policyKeys'>,
    private readonly script?: string,
  ) {}

  take({ prints, ...all }: NewRequests, keys: Keys): void {
    this.count(all);
    this.measure(all);
    this.prints.append(prints);
    this.level = Math.max(this.level, keys.level);
    this.append(this.level === keys.level ? all : selectRequests(all, this.among(keys)));
    while (this.kept > this.limits.kept && isEnoughToSample(keys.keys, 2 ** (keys.level - this.level - 1))) {
      this.level++;
      this.select(this.among(keys));
    }
  }

  /** Some keys are forgotten, and the others have new numbers. */
  narrow(numbers: Int32Array): void {
    this.isSample = true;
    void this.stop();
    this.prints = selectPrints(this.prints, numbers);
    this.select((id) => numbers[id] ?? 0);
  }

  /**
   * The new number of each key that is kept, where some are not: policies take more memory for each key than reading
   * does, so of many keys they have a part.
   */
  chosen(keys: Keys): Int32Array | undefined {
    const { policyKeys } = this.limits;
    const keptKeys = (): number => keys.keys * 2 ** (keys.level - this.level);
    if (keptKeys() > policyKeys) while (keptKeys() > POLICY_SAMPLE * policyKeys) this.level++;
    if (this.level <= keys.level) return undefined;
    let left = 0;
    return Int32Array.from({ length: keys.keys }, (_, key) => (keys.levelOf(key) < this.level ? -1 : left++));
  }

  /** Resolves when who counts the curve is not far behind. */
  async caughtUp(): Promise<void> {
    if (this.counting?.isBehind) await this.counting.caughtUp();
  }

  /** Ends what works beside. */
  async stop(): Promise<void> {
    const { counting } = this;
    this.counting = undefined;
    await counting?.stop();
  }

  async finish(from: Told, hasGrown: boolean): Promise<ReadTrace> {
    const { requests, malformed, skipped, examples, names, exact, unclear } = from;
    const counted = this.isSample ? undefined : await this.exactCurve(from.keys);
    const numberOf = this.renumber(from.numbers);
    const { columns, kept, prints, bytes, taken, begin, end } = this;
    const sized = columns.sizes ? taken * (1 - unclear.sizes / requests) : 0;
    const rate = 2 ** -Math.max(this.level, from.level);
    const gathered = { columns, kept, keys: numberOf?.length ?? from.keys, prints, rate };
    const curve = counted ?? curveOfSample(gathered, requests);
    const quarters = kept <= MOST_FOR_QUARTERS ? await this.quartersOf(gathered, requests) : [];
    return {
      ...gathered,
      curve,
      quarters,
      nameOf: (id) => names.of(numberOf?.[id] ?? id) ?? `#${id + 1}`,
      facts: {
        requests,
        distinct: curve.distinct,
        malformed,
        skipped,
        examples,
        rate: curve.isExact ? 1 : rate,
        exact,
        kept,
        error: meanError(curve),
        hasGrown,
        unclear,
        hasSizes: columns.sizes !== undefined,
        ...(end > begin && { duration: end - begin }),
        ...(sized > 0 && { meanSize: bytes / sized }),
      },
    };
  }

  /** Begins to count where requests have become many, or before some of them are let go. */
  private count({ ids }: Requests): void {
    const { columns, kept, limits, script } = this;
    const isDue = !this.isSample && kept + ids.length > Math.min(MOST_AT_ONCE, limits.kept);
    if (!this.counting && isDue && script !== undefined) {
      this.counting = new Counting(script);
      for (const some of partsOf({ ids: columns.ids }, 0, kept)) this.counting.push(some.ids);
    }
    this.counting?.push(ids);
  }

  /** The curve of all requests; all of them are there where nobody has counted it. */
  private async exactCurve(keys: number): Promise<Curve> {
    const { counting, columns, kept, prints } = this;
    return counting ? counting.curve() : curveOfPart({ columns, kept, keys, prints, rate: 1 });
  }

  /** The curves of the quarters; two threads do two of them each. */
  private async quartersOf(gathered: Gathered, requests: number): Promise<Curve[]> {
    const { columns, kept, keys, rate } = gathered;
    const quarters = [0, 1, 2, 3].map((quarter) => ({
      from: Math.floor((kept * quarter) / 4),
      to: Math.floor((kept * (quarter + 1)) / 4),
    }));
    if (rate < 1)
      return quarters.map(({ from, to }) =>
        curveOfSample(gathered, Math.round((requests * (to - from)) / kept), from, to),
      );
    const own = (some: typeof quarters): Curve[] =>
      some.map(({ from, to }) => curveOfPart(gathered, from, to));
    const { counting } = this;
    if (!counting) return own(quarters);
    const { file } = columns.ids;
    const others = quarters.slice(2).map((quarter) => counting.stretch({ file, kept, keys, ...quarter }));
    return [...own(quarters.slice(0, 2)), ...(await Promise.all(others))];
  }

  /** Of what was kept, each key gets the number it has among those; returns the numbers they had. */
  private renumber(numbers: Int32Array | undefined): Int32Array | undefined {
    if (!numbers) return undefined;
    this.select((id) => numbers[id] ?? 0);
    this.prints = selectPrints(this.prints, numbers);
    return Int32Array.from(numbers.keys()).filter((key) => (numbers[key] ?? 0) >= 0);
  }

  /** Numbers stay what they are; those of keys that are left out are -1. */
  private among(keys: Keys): (id: number) => number {
    const { level } = this;
    return (id) => (keys.levelOf(id) < level ? -1 : id);
  }

  private select(numberOf: (id: number) => number): void {
    Object.assign(this, selectColumns(this.columns, this.kept, numberOf));
  }

  private measure({ ids, sizes, times }: Requests): void {
    if (sizes) for (const size of sizes) this.bytes += size;
    this.taken += ids.length;
    if (!times) return;
    if (Number.isNaN(this.begin)) this.begin = times[0] ?? NaN;
    this.end = times.at(-1) ?? this.end;
  }

  private append({ ids, sizes, times }: Requests): void {
    const { columns, kept } = this;
    columns.ids.append(ids);
    if (sizes && !columns.sizes)
      this.columns = { ...this.columns, sizes: padded(new Uint32Array(CHUNK), kept) };
    if (times && !columns.times)
      this.columns = { ...this.columns, times: padded(new Float64Array(CHUNK).fill(times[0] ?? 0), kept) };
    if (sizes) this.columns.sizes?.append(sizes);
    if (times) this.columns.times?.append(times);
    this.kept += ids.length;
  }
}

/** How far a ratio may be off, over all sizes but 0, where nothing can be off. */
function meanError({ data: { error } }: Curve): number {
  return error ? error.reduce((sum, each) => sum + each, 0) / Math.max(1, error.length - 1) : 0;
}

/** A column of which nothing was known so far, for so many requests. */
function padded(values: Uint32Array | Float64Array, requests: number): Spool {
  const spool = new Spool();
  for (let left = requests; left > 0; left -= CHUNK) spool.append(values.subarray(0, Math.min(CHUNK, left)));
  return spool;
}
