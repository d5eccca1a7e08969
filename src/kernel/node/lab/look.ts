import type { Guess, Settings } from '../../../lab/formats/format.ts';
import { findFormat } from '../../../lab/formats/index.ts';
import { Intake } from '../../../lab/reading/intake.ts';
import type { NoTrace, Sniffed } from '../../../lab/reading/sniff.ts';
import { otherKind } from '../../../lab/reading/otherKinds.ts';
import { linesOf, plainText, sniff } from '../../../lab/reading/sniff.ts';
import { TraceReader } from '../../../lab/reading/traceReader.ts';
import type { LabWay, Looked } from '../../../protocol/lab.ts';
import { Problem } from './problem.ts';
import type { TraceFile } from './source.ts';

/** How much of a file is looked at, unpacked, in bytes. */
const SAMPLE = 1 << 18;

/** How many lines a person is shown, and how much of each. */
const SHOWN = 8;
const SHOWN_LETTERS = 120;

/** Looks at the beginning of a file: what it is, and how it may be read. A format that is named is taken for granted. */
export async function look(file: TraceFile, named?: string): Promise<Looked> {
  const { bytes, isWhole } = await beginning(file);
  const length = file.packing === 'none' ? file.length : isWhole ? bytes.length : undefined;
  const sniffed = sniff(bytes, isWhole, length);
  if (sniffed === 'empty') throw new Problem('empty');
  const chosen = named === undefined ? undefined : findFormat(named);
  if (named !== undefined && !chosen) throw new Problem('other', named);
  if (!chosen) refuseOthers(sniffed, bytes);
  const known: Sniffed | undefined = typeof sniffed === 'string' ? undefined : sniffed;
  const encoding = known?.encoding ?? 'utf-8';
  const sample = plainText(bytes, encoding);
  const lines = linesOf(sample, known?.hasOldLines ? 13 : 10, isWhole);
  const format = chosen ?? known?.format;
  if (!format) throw new Problem('binary');
  // What was asked for by name may be none of its kind by the sample; then it is read as far as it can be.
  const guess: Guess = format.sniff({ bytes: sample, lines, length, isNamed: chosen !== undefined }) ?? {
    settings: {},
  };
  const settings = settingsFor(named, guess.settings);
  const way: LabWay = { format: format.id, settings, encoding, hasOldLines: known?.hasOldLines };
  const preview = format.isBinary ? records(sample, way) : lines.slice(0, SHOWN).map(shown);
  return { way, fields: guess.fields, doubt: guess.doubt, preview, realPath: file.realPath };
}

/** Throws where nothing can be made of a file. What is packed passes for numbers of four bytes, one time of four. */
function refuseOthers(sniffed: Sniffed | NoTrace, bytes: Uint8Array): void {
  const isText = typeof sniffed === 'string' ? sniffed === 'jsonArray' : !sniffed.format.isBinary;
  const other = otherKind(bytes, isText);
  if (other) throw new Problem(other.isPacked ? 'packed' : 'otherKind', other.name);
  if (typeof sniffed === 'string') throw new Problem(sniffed);
}

/** A name may say more than the format: which separator, which order of bytes. */
function settingsFor(named: string | undefined, settings: Settings): Settings {
  if (named === undefined) return settings;
  if (/u(int)?32.?le/i.test(named)) return { ...settings, littleEndian: true };
  return /^(tsv|tab)$/i.test(named) && settings.separator === undefined
    ? { ...settings, separator: 9 }
    : settings;
}

async function beginning(file: TraceFile): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  const bytes = new Uint8Array(SAMPLE);
  let length = 0;
  for await (const piece of file.pieces()) {
    bytes.set(piece.subarray(0, SAMPLE - length), length);
    length += Math.min(piece.length, SAMPLE - length);
    if (length === SAMPLE) return { bytes, isWhole: false };
  }
  return { bytes: bytes.subarray(0, length), isWhole: true };
}

function shown(line: Uint8Array): string {
  const text = new TextDecoder().decode(line.subarray(0, 4 * SHOWN_LETTERS));
  return text.length > SHOWN_LETTERS ? `${text.slice(0, SHOWN_LETTERS)}…` : text;
}

/** The keys of the first records. */
function records(sample: Uint8Array, { format, settings }: LabWay): string[] {
  const found = findFormat(format);
  if (!found) return [];
  let ids: readonly number[] = [];
  const intake = new Intake({ seed: 1, nameBytes: 4096, onRequests: (part) => (ids = [...part.ids]) });
  const reader = new TraceReader(intake, { format: found, settings });
  reader.push(sample.subarray(0, 24 * SHOWN));
  reader.end();
  return ids.slice(0, SHOWN).map((id) => intake.names.of(id) ?? '');
}
