import { randomInt } from 'node:crypto';
import { findFormat } from '../../../lab/formats/index.ts';
import { chunksOf, type Trace } from '../../../lab/index.ts';
import { Intake } from '../../../lab/reading/intake.ts';
import { TraceReader, type Way } from '../../../lab/reading/traceReader.ts';
import type { LabLimits, LabProblem, LabWay } from '../../../protocol/lab.ts';
import { Gathering, type ReadTrace, type Told } from './gathering.ts';
import { collectGarbage } from '../memory.ts';
import { Problem } from './problem.ts';
import type { TraceFile } from './source.ts';

/** How often it is told how far the reading is, in ms. */
const TELL_EVERY_MS = 100;

/** What is kept of the names of keys, in bytes. */
const NAME_BYTES = 1 << 24;

/** Reads a whole file. */
export async function readTrace(
  file: TraceFile,
  way: LabWay,
  limits: LabLimits,
  /** The script of a thread. */
  script: string,
  onProgress: (done: number, total: number) => void,
): Promise<ReadTrace> {
  const format = findFormat(way.format);
  if (!format) throw new Problem('other', way.format);
  const gathering = new Gathering(limits, script);
  try {
    const told = await readInto(gathering, file, { ...way, format }, limits, onProgress);
    const hasGrown = file.checkUnchanged();
    collectGarbage();
    if (told.requests === 0) throw new Problem(whyNone(told), told.examples[0]?.text);
    return await gathering.finish(told, hasGrown);
  } catch (error) {
    // What cannot be unpacked may be so because somebody writes to the file.
    file.checkUnchanged();
    throw error;
  } finally {
    await gathering.stop();
  }
}

function whyNone({ malformed, tooLong }: Told): LabProblem['kind'] {
  if (malformed === 0) return 'empty';
  return malformed === tooLong ? 'longLine' : 'noRequests';
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
    await gathering.caughtUp();
    if (performance.now() - told < TELL_EVERY_MS) continue;
    told = performance.now();
    onProgress(file.read, file.length);
    // What was told is on its way before more is read.
    await new Promise(setImmediate);
  }
  reader.end();
  if (intake.requests === 0 && intake.missing) throw intake.missing;
  const {
    requests,
    malformed,
    skipped,
    examples,
    keys: known,
    level,
    exact,
    unclear,
    tooLong,
    names,
  } = intake;
  return {
    ...{ requests, malformed, skipped, examples, keys: known, level, exact, unclear, tooLong, names },
    numbers: gathering.chosen(intake),
  };
}

/** Requests that were recorded, as if they had been read. */
export function takeTrace(
  { ids, times, distinct, prints }: Trace,
  names: readonly string[],
): Promise<ReadTrace> {
  const gathering = new Gathering({ kept: Infinity, policyKeys: Infinity });
  const keys = { keys: distinct, level: 0, levelOf: () => 0 };
  const its = prints ?? Float64Array.from({ length: distinct }, (_, id) => id);
  gathering.take({ ids: new Int32Array(0), prints: its }, keys);
  for (const some of chunksOf({ ids, times })) gathering.take({ ...some, prints: new Float64Array(0) }, keys);
  const told: Told = {
    requests: ids.length,
    malformed: 0,
    tooLong: 0,
    skipped: 0,
    examples: [],
    keys: distinct,
    level: 0,
    exact: ids.length,
    unclear: { times: 0, back: 0, sizes: 0 },
    names: { of: (id) => names[id] },
  };
  return gathering.finish(told, false);
}
