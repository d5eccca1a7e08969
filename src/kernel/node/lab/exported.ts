import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { RECORD_BYTES } from '../../../lab/formats/oracleGeneral.ts';
import { CHUNK } from '../../../lab/index.ts';
import { partsOf } from './gathered.ts';
import { whileWriting } from './problem.ts';
import type { ReadTrace } from './gathering.ts';
import { Spool } from './spool.ts';

/** No further request for a key, as libCacheSim has it. */
const NEVER = -1n;

/**
 * Writes the requests as libCacheSim's `oracleGeneral`: time in s, key, size, and the number of the next request for the
 * same key, counted from 1. It is written beside its place first, so that nothing half-written is left.
 */
export function exportOracleGeneral(trace: ReadTrace, path: string): number {
  const next = nextRequests(trace);
  const beside = `${path}.${process.pid}.new`;
  try {
    whileWriting('notWritten', path, () => {
      const file = openSync(beside, 'w');
      try {
        write(trace, next, file);
      } finally {
        closeSync(file);
      }
      renameSync(beside, path);
    });
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  } finally {
    next.close();
  }
  return trace.kept;
}

function write({ columns, kept }: ReadTrace, next: Spool, file: number): void {
  const bytes = new Uint8Array(RECORD_BYTES * CHUNK);
  const view = new DataView(bytes.buffer);
  const nextPart = new Float64Array(CHUNK);
  let done = 0;
  let begin: number | undefined;
  for (const { ids, sizes, times } of partsOf(columns, 0, kept)) {
    const nexts = nextPart.subarray(0, ids.length);
    next.read(nexts, 8 * done);
    begin ??= times?.[0] ?? 0;
    for (let at = 0; at < ids.length; at++) {
      const to = RECORD_BYTES * at;
      // Without times a request is one second after another.
      const time = times ? ((times[at] ?? 0) - begin) / 1000 : done + at;
      view.setUint32(to, Math.floor(time) >>> 0, true);
      view.setBigUint64(to + 4, BigInt(ids[at] ?? 0), true);
      view.setUint32(to + 12, Math.max(1, sizes?.[at] ?? 1), true);
      const following = nexts[at] ?? 0;
      view.setBigInt64(to + 16, following === 0 ? NEVER : BigInt(following), true);
    }
    for (let at = 0, end = RECORD_BYTES * ids.length; at < end;) at += writeSync(file, bytes, at, end - at);
    done += ids.length;
  }
}

/** For each request the number of the next one for its key, from 1; 0 where there is none. Found from the end on. */
function nextRequests({ columns, kept, keys }: ReadTrace): Spool {
  const chunks = Math.ceil(kept / CHUNK);
  const seen = new Float64Array(keys);
  const backwards = new Spool();
  const ids = new Int32Array(CHUNK);
  const next = new Float64Array(CHUNK);
  for (let chunk = chunks - 1; chunk >= 0; chunk--) {
    const count = Math.min(CHUNK, kept - chunk * CHUNK);
    const part = ids.subarray(0, count);
    columns.ids.read(part, 4 * chunk * CHUNK);
    for (let at = count - 1; at >= 0; at--) {
      const id = part[at] ?? 0;
      next[at] = seen[id] ?? 0;
      seen[id] = chunk * CHUNK + at + 1;
    }
    backwards.append(next.subarray(0, count));
  }
  return turned(backwards, kept, chunks);
}

/** The last chunk was written first. */
function turned(backwards: Spool, kept: number, chunks: number): Spool {
  const forwards = new Spool();
  const part = new Float64Array(CHUNK);
  let before = 8 * kept;
  for (let chunk = 0; chunk < chunks; chunk++) {
    const count = Math.min(CHUNK, kept - chunk * CHUNK);
    before -= 8 * count;
    const values = part.subarray(0, count);
    backwards.read(values, before);
    forwards.append(values);
  }
  backwards.close();
  return forwards;
}
