import { randomInt } from 'node:crypto';
import { findFormat } from '../../../lab/formats/index.ts';
import { CHUNK, chunksOf, GrowingCurve, type Curve, type Requests, type Trace } from '../../../lab/index.ts';
import { Intake } from '../../../lab/reading/intake.ts';
import { TraceReader } from '../../../lab/reading/traceReader.ts';
import type { LabLimits, LabWay, TraceFacts } from '../../../protocol/lab.ts';
import { code } from './code.ts';
import { curveOfPart, curveOfSample, quartersOf, sampled, type Gathered } from './gathered.ts';
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
  const gathering = new Gathering();
  const intake = new Intake({
    seed: randomInt(2 ** 32) | 0,
    mostKeys: limits.keys,
    nameBytes: NAME_BYTES,
    onRequests: (part) => gathering.take(part, intake.rate < 1),
  });
  const reader = new TraceReader(intake, { ...way, format });
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
  const hasGrown = file.checkUnchanged();
  if (intake.requests === 0)
    throw new Problem(intake.malformed > 0 ? 'noRequests' : 'empty', intake.examples[0]?.text);
  return gathering.finish(intake, hasGrown);
}

/** What is known of requests when all of them were told. */
export interface Told extends Pick<
  Intake,
  'requests' | 'malformed' | 'skipped' | 'examples' | 'rate' | 'keys' | 'fingerprints' | 'sampled'
> {
  readonly names: { of(key: number): string | undefined };
}

/** Requests that were recorded, as if they had been read. */
export function takeTrace({ ids, times, distinct, prints }: Trace, names: readonly string[]): ReadTrace {
  const gathering = new Gathering();
  for (const part of chunksOf({ ids, times })) gathering.take(part, false);
  const told: Told = {
    requests: ids.length,
    malformed: 0,
    skipped: 0,
    examples: [],
    rate: 1,
    keys: distinct,
    fingerprints: () => prints ?? Float64Array.from({ length: distinct }, (_, id) => id),
    sampled: () => new Int32Array(),
    names: { of: (id) => names[id] },
  };
  return gathering.finish(told, false);
}

/** Takes in requests as they are read: into temporary files, and into a curve as long as no key is left out. */
class Gathering {
  private readonly ids = new Spool();
  private sizes: Spool | undefined;
  private times: Spool | undefined;
  private curve: GrowingCurve | undefined = new GrowingCurve(code);
  private kept = 0;
  private bytes = 0;
  private begin = NaN;
  private end = NaN;

  take(part: Requests, isSample: boolean): void {
    if (isSample) this.curve = undefined;
    this.curve?.push(part);
    this.ids.append(part.ids);
    if (part.sizes) {
      this.sizes ??= padded(this.kept * 4);
      this.sizes.append(part.sizes);
      for (const size of part.sizes) this.bytes += size;
    }
    if (part.times) {
      this.times ??= padded(this.kept * 8);
      this.times.append(part.times);
      if (Number.isNaN(this.begin)) this.begin = part.times[0] ?? NaN;
      this.end = part.times.at(-1) ?? this.end;
    }
    this.kept += part.ids.length;
  }

  finish(from: Told, hasGrown: boolean): ReadTrace {
    const { ids, sizes, times, kept, bytes, begin, end } = this;
    const { requests, malformed, skipped, examples, rate, names } = from;
    const all: Gathered = {
      columns: { ids, sizes, times },
      kept,
      keys: from.keys,
      prints: from.fingerprints(),
      numberOf: (id) => id,
    };
    const gathered = rate < 1 ? sampled(all, from.sampled()) : all;
    const curve = this.curve?.curve() ?? curveOfSample(curveOfPart(gathered), rate, requests);
    return {
      ...gathered,
      curve,
      quarters: kept <= MOST_FOR_QUARTERS ? quartersOf(gathered) : [],
      nameOf: (id) => names.of(gathered.numberOf(id)) ?? `#${id + 1}`,
      facts: {
        requests,
        distinct: curve.distinct,
        malformed,
        skipped,
        examples,
        rate,
        hasGrown,
        hasSizes: sizes !== undefined,
        ...(end > begin && { duration: end - begin }),
        ...(sizes && { meanSize: bytes / Math.max(1, kept) }),
      },
    };
  }
}

/** A column of which nothing was known so far. */
function padded(bytes: number): Spool {
  const spool = new Spool();
  for (let left = bytes / 4; left > 0; left -= CHUNK) spool.append(new Uint32Array(Math.min(CHUNK, left)));
  return spool;
}
