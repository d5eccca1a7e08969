import type { Settings } from '../../../src/lab/formats/format.ts';
import { findFormat } from '../../../src/lab/formats/index.ts';
import { Intake } from '../../../src/lab/reading/intake.ts';
import { TraceReader, type Way } from '../../../src/lab/reading/traceReader.ts';

/** What was read from a file, as plain values. */
export interface Read {
  readonly ids: readonly number[];
  readonly times: readonly number[];
  readonly sizes: readonly number[];
  /** What each key is called, by its number. */
  readonly names: readonly (string | undefined)[];
  readonly prints: readonly number[];
  readonly requests: number;
  readonly lines: number;
  readonly skipped: number;
  readonly malformed: number;
  readonly examples: readonly { readonly line: number; readonly text: string }[];
}

/** Reads pieces of a file. */
export function readPieces(pieces: Iterable<Uint8Array>, way: Way, seed = 1): Read {
  return readInto(pieces, way, seed).read;
}

/** Reads a whole file, and gives who took it in, too. */
export function readAll(bytes: Uint8Array, way: Way): { readonly read: Read; readonly intake: Intake } {
  return readInto([bytes], way, 1);
}

function readInto(pieces: Iterable<Uint8Array>, way: Way, seed: number) {
  const [ids, times, sizes, prints]: number[][] = [[], [], [], []];
  const intake = new Intake({
    seed,
    nameBytes: 1 << 24,
    onRequests: (part) => {
      ids!.push(...part.ids);
      prints!.push(...part.prints);
      times!.push(...(part.times ?? []));
      sizes!.push(...(part.sizes ?? []));
    },
  });
  const reader = new TraceReader(intake, way);
  for (const piece of pieces) reader.push(piece);
  reader.end();
  const { requests, lines, skipped, malformed, examples } = intake;
  const names = Array.from({ length: intake.keys }, (_, key) => intake.names.of(key));
  const read: Read = {
    ids: ids!,
    times: times!,
    sizes: sizes!,
    names,
    prints: prints!,
    requests,
    lines,
    skipped,
    malformed,
    examples,
  };
  return { read, intake };
}

export function way(format: string, settings: Settings = {}): Way {
  return { format: findFormat(format)!, settings };
}

/** Cuts bytes into pieces of these lengths, again and again. */
export function* cut(bytes: Uint8Array, lengths: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, piece = 0; at < bytes.length; piece++) {
    const length = lengths[piece % lengths.length]!;
    // A copy, so that reading beyond its end finds nothing.
    yield bytes.slice(at, at + length);
    at += length;
  }
}

/** Keys numbered by a Map, in the order in which they come. */
export function numbered(keys: readonly string[]): { ids: number[]; names: string[] } {
  const known = new Map<string, number>();
  const ids = keys.map((key) => {
    const id = known.get(key) ?? known.size;
    known.set(key, id);
    return id;
  });
  return { ids, names: [...known.keys()] };
}
