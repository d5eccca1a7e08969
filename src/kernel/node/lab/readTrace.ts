import { randomInt } from 'node:crypto';
import { findFormat } from '../../../lab/formats/index.ts';
import {
  CHUNK,
  chunksOf,
  GrowingCurve,
  isEnoughToSample,
  type Curve,
  type Requests,
  type Trace,
} from '../../../lab/index.ts';
import { Intake, type NewRequests } from '../../../lab/reading/intake.ts';
import { TraceReader, type Way } from '../../../lab/reading/traceReader.ts';
import type { LabLimits, LabWay, TraceFacts } from '../../../protocol/lab.ts';
import { code } from './code.ts';
import {
  curveOfSample,
  quartersOf,
  selectColumns,
  selectPrints,
  selectRequests,
  type Columns,
  type Gathered,
} from './gathered.ts';
import { collectGarbage } from '../memory.ts';
import { Problem } from './problem.ts';
import type { TraceFile } from './source.ts';
import { Spool } from './spool.ts';

/** How often it is told how far the reading is, in ms. */
const TELL_EVERY_MS = 100;

/** What is kept of the names of keys, in bytes. */
const NAME_BYTES = 1 << 24;

/** Of longer traces the quarters are not looked at: it takes as long as reading them. */
const MOST_FOR_QUARTERS = 12e6;

/** A trace that was read, its requests in temporary files. */
export interface ReadTrace extends Gathered {
  readonly facts: TraceFacts;
  readonly curve: Curve;
  /** The curves of its quarters, each for itself. */
  readonly quarters: readonly Curve[];
  readonly nameOf: (id: number) => string;
}

/** Reads a whole file. */
export async function readTrace(
  file: TraceFile,
  way: LabWay,
  limits: LabLimits,
  onProgress: (done: number, total: number) => void,
): Promise<ReadTrace> {
  const format = findFormat(way.format);
  if (!format) throw new Problem('other', way.format);
  const gathering = new Gathering(limits.kept);
  let told: Told;
  try {
    told = await readInto(gathering, file, { ...way, format }, limits, onProgress);
  } catch (error) {
    // What cannot be unpacked may be so because somebody writes to the file.
    file.checkUnchanged();
    throw error;
  }
  const hasGrown = file.checkUnchanged();
  collectGarbage();
  if (told.requests === 0)
    throw new Problem(told.malformed > 0 ? 'noRequests' : 'empty', told.examples[0]?.text);
  return gathering.finish(told, hasGrown);
}

/** Returns what is left to know of it: the table of keys is not needed any more, and its room is. */
async function readInto(
  gathering: Gathering,
  file: TraceFile,
  way: Way,
  { keys }: LabLimits,
  onProgress: (done: number, total: number) => void,
): Promise<Told> {
  const intake = new Intake({
    seed: randomInt(2 ** 32) | 0,
    mostKeys: keys,
    nameBytes: NAME_BYTES,
    onRequests: (some) => gathering.take(some, intake),
    onNarrow: (numbers) => gathering.narrow(numbers),
  });
  const reader = new TraceReader(intake, way);
  let told = performance.now();
  for await (const piece of file.pieces()) {
    reader.push(piece);
    if (performance.now() - told < TELL_EVERY_MS) continue;
    told = performance.now();
    onProgress(file.read, file.length);
    // What was told is on its way before more is read.
    await new Promise(setImmediate);
  }
  reader.end();
  if (intake.requests === 0 && intake.missing) throw intake.missing;
  const { requests, malformed, skipped, examples, keys: known, level, exact, names } = intake;
  return {
    ...{ requests, malformed, skipped, examples, keys: known, level, exact, names },
    numbers: gathering.chosen(intake),
  };
}

/** What is known of requests when all of them were told. */
interface Told extends Pick<
  Intake,
  'requests' | 'malformed' | 'skipped' | 'examples' | 'keys' | 'level' | 'exact'
> {
  readonly names: { of(key: number): string | undefined };
  /** The new number of each key, where policies go over a part of them; -1 of the others. */
  readonly numbers?: Int32Array | undefined;
}

/** Requests that were recorded, as if they had been read. */
export function takeTrace({ ids, times, distinct, prints }: Trace, names: readonly string[]): ReadTrace {
  const gathering = new Gathering(Infinity);
  const keys = { keys: distinct, level: 0, levelOf: () => 0 };
  const its = prints ?? Float64Array.from({ length: distinct }, (_, id) => id);
  gathering.take({ ids: new Int32Array(0), prints: its }, keys);
  for (const some of chunksOf({ ids, times })) gathering.take({ ...some, prints: new Float64Array(0) }, keys);
  const told: Told = {
    requests: ids.length,
    malformed: 0,
    skipped: 0,
    examples: [],
    keys: distinct,
    level: 0,
    exact: ids.length,
    names: { of: (id) => names[id] },
  };
  return gathering.finish(told, false);
}

/** What is known of keys while they are read. */
type Keys = Pick<Intake, 'keys' | 'level' | 'levelOf'>;

/**
 * Takes in requests as they are read: into temporary files, and into a curve as long as no key is left out. Of too many
 * requests those for a part of the keys are kept, as policies would take too long for all of them.
 */
class Gathering {
  private columns: Columns = { ids: new Spool() };
  private prints = new Spool();
  private curve: GrowingCurve | undefined = new GrowingCurve(code);
  private kept = 0;
  /** How often half of the keys were left out. */
  private level = 0;
  private bytes = 0;
  private sized = 0;
  private begin = NaN;
  private end = NaN;

  constructor(private readonly most: number) {}

  take({ prints, ...all }: NewRequests, keys: Keys): void {
    this.curve?.push(all);
    this.measure(all);
    this.prints.append(prints);
    this.level = Math.max(this.level, keys.level);
    this.append(this.level === keys.level ? all : selectRequests(all, this.among(keys)));
    while (this.kept > this.most && isEnoughToSample(keys.keys, 2 ** (keys.level - this.level - 1))) {
      this.level++;
      this.select(this.among(keys));
    }
  }

  /** Some keys are forgotten, and the others have new numbers. */
  narrow(numbers: Int32Array): void {
    if (this.curve) {
      this.curve = undefined;
      collectGarbage();
    }
    this.prints = selectPrints(this.prints, numbers);
    this.select((id) => numbers[id] ?? 0);
  }

  /** The new number of each key that is kept, where some are not. */
  chosen(keys: Keys): Int32Array | undefined {
    if (this.level <= keys.level) return undefined;
    let left = 0;
    return Int32Array.from({ length: keys.keys }, (_, key) => (keys.levelOf(key) < this.level ? -1 : left++));
  }

  finish(from: Told, hasGrown: boolean): ReadTrace {
    const { requests, malformed, skipped, examples, names, exact } = from;
    const numberOf = this.renumber(from.numbers);
    const { columns, kept, prints, bytes, sized, begin, end } = this;
    const rate = 2 ** -Math.max(this.level, from.level);
    const gathered = { columns, kept, keys: numberOf?.length ?? from.keys, prints, rate };
    const curve = this.curve?.curve() ?? curveOfSample(gathered, requests);
    return {
      ...gathered,
      curve,
      quarters: kept <= MOST_FOR_QUARTERS ? quartersOf(gathered) : [],
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
        hasSizes: columns.sizes !== undefined,
        ...(end > begin && { duration: end - begin }),
        ...(sized > 0 && { meanSize: bytes / sized }),
      },
    };
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

  private measure({ sizes, times }: Requests): void {
    if (sizes) for (const size of sizes) this.bytes += size;
    this.sized += sizes?.length ?? 0;
    if (!times) return;
    if (Number.isNaN(this.begin)) this.begin = times[0] ?? NaN;
    this.end = times.at(-1) ?? this.end;
  }

  private append({ ids, sizes, times }: Requests): void {
    const { columns, kept } = this;
    columns.ids.append(ids);
    if (sizes && !columns.sizes) this.columns = { ...this.columns, sizes: padded(kept * 4) };
    if (times && !columns.times) this.columns = { ...this.columns, times: padded(kept * 8) };
    if (sizes) this.columns.sizes?.append(sizes);
    if (times) this.columns.times?.append(times);
    this.kept += ids.length;
  }
}

/** How far a ratio may be off, over all sizes but 0, where nothing can be off. */
function meanError({ data: { error } }: Curve): number {
  return error ? error.reduce((sum, each) => sum + each, 0) / Math.max(1, error.length - 1) : 0;
}

/** A column of which nothing was known so far. */
function padded(bytes: number): Spool {
  const spool = new Spool();
  for (let left = bytes / 4; left > 0; left -= CHUNK) spool.append(new Uint32Array(Math.min(CHUNK, left)));
  return spool;
}
