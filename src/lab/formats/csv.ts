import { COMMA, CR, find, LF, QUOTE, TAB, sizeOf, timeOf } from '../reading/bytes.ts';
import type { Intake } from '../reading/intake.ts';
import type { Doubt, Format, Guess, Sample, Scanner, Settings } from './format.ts';
import { NoColumn } from './format.ts';
import { MOST_LINE } from './lines.ts';
import { guessRoles } from './roles.ts';
import { joinRecords, SEMICOLON, splitRecord } from './separated.ts';

/** How many of the lines have to have the same number of separators. */
const EVEN = 0.95;

/** And where a person has said that these are values in columns. */
const HALF = 0.5;

/** Values in columns: with commas, semicolons or tabs between them, and quotes around those that need them. */
export const csv: Format = {
  id: 'csv',
  hasColumns: true,
  aliases: ['tsv', 'tab', 'ssv', 'semicolon', 'separated'],
  sniff: (sample) => guess(sample),
  open: (intake, settings) => new CsvScanner(intake, settings),
};

function guess({ lines, isNamed = false }: Sample): Guess | undefined {
  const full = joinRecords(lines).filter(({ length }) => length > 0);
  for (const separator of [TAB, COMMA, SEMICOLON]) {
    const records = full.map((line) => splitRecord(line, separator));
    const width = records[0]?.length ?? 0;
    if (
      width < 2 ||
      records.filter(({ length }) => length === width).length < (isNamed ? HALF : EVEN) * full.length
    )
      continue;
    return guessOf(records, separator);
  }
  // A file of one column has no separators.
  return isNamed ? { settings: { column: 0, header: false, separator: COMMA } } : undefined;
}

function guessOf(records: readonly (readonly string[])[], separator: number): Guess {
  const [first = [], ...rest] = records;
  const header = isHeader(first, rest);
  const fields = header ? [...first] : first.map((_, at) => String(at + 1));
  const { column, time, size, isCertain } = guessRoles(
    header ? fields : fields.map(() => ''),
    header ? rest : records,
  );
  const settings: Settings = { column, time, size, header, separator };
  const doubt: Doubt = separator === COMMA && fields.length === 2 && !header ? 'commas' : 'columns';
  return { settings, fields, ...(!isCertain && { doubt }) };
}

/** A first line is one of names where none of its values is a number, but some below it are, or where its names are known. */
function isHeader(first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  if (first.some((value) => value === '' || isNumber(value)) || new Set(first).size < first.length)
    return false;
  const hasNumbers = first.some(
    (_, at) => rest.length > 0 && rest.every((record) => isNumber(record[at] ?? '')),
  );
  return hasNumbers || guessRoles(first, []).isNamed;
}

function isNumber(text: string): boolean {
  return text !== '' && !Number.isNaN(Number(text));
}

/** Walks through records, which may go on over the ends of lines where a value is in quotes. */
class CsvScanner implements Scanner {
  private readonly separator: number;
  private places: { readonly key: number; readonly time: number; readonly size: number } | undefined;
  private needsHeader: boolean;
  /** Where the fields of the record begin and end, and whether they hold doubled quotes. */
  private starts = new Int32Array(16);
  private ends = new Int32Array(16);
  private count = 0;
  private hasQuotes = 0;
  private scratch = new Uint8Array(256);

  constructor(
    private readonly intake: Intake,
    private readonly settings: Settings,
  ) {
    this.separator = settings.separator ?? COMMA;
    this.needsHeader = settings.header ?? false;
    if (!this.needsHeader) this.places = this.placesIn([]);
  }

  scan(bytes: Uint8Array, from: number, to: number, isEnd: boolean): number {
    let start = from;
    while (start < to) {
      const next = this.record(bytes, start, to, isEnd);
      if (next < 0) break;
      start = next;
    }
    return Math.min(start, to);
  }

  /** Returns where the next record begins; -1 where this one is not there as a whole. */
  private record(bytes: Uint8Array, start: number, to: number, isEnd: boolean): number {
    const end = this.split(bytes, start, to);
    if (end === to && !isEnd && to - start <= MOST_LINE) return -1;
    // What is longer is a quote that nobody has closed.
    const isTooLong = end - start > MOST_LINE;
    if (end < 0 || isTooLong || this.isOpen) return this.refuse(bytes, start, to, isEnd);
    this.take(bytes, start, end);
    return end + 1;
  }

  private isOpen = false;

  /** Finds the fields, and returns where the record ends; -1 where a quote stands wrong. */
  private split(bytes: Uint8Array, start: number, to: number): number {
    const { separator } = this;
    this.count = 0;
    this.hasQuotes = 0;
    this.isOpen = false;
    for (let at = start; ; at++) {
      if (bytes[at] === QUOTE && at < to) {
        at = this.quoted(bytes, at + 1, to);
        if (at < 0) return at;
      } else {
        const from = at;
        while (at < to && bytes[at] !== separator && bytes[at] !== LF) at++;
        this.field(from, at > from && bytes[at - 1] === CR && (at === to || bytes[at] === LF) ? at - 1 : at);
      }
      if (at >= to || bytes[at] === LF) return at;
    }
  }

  /** A field in quotes. Returns where it ends, which is at a separator or at the end of the record; -1 where it does not. */
  private quoted(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    for (;;) {
      while (at < to && bytes[at] !== QUOTE) at++;
      if (at >= to) {
        this.isOpen = true;
        return to;
      }
      if (bytes[at + 1] !== QUOTE || at + 1 >= to) break;
      this.hasQuotes |= 1 << Math.min(this.count, 31);
      at += 2;
    }
    this.field(from, at++);
    if (at < to && bytes[at] === CR && (at + 1 >= to || bytes[at + 1] === LF)) at++;
    return at >= to || bytes[at] === LF || bytes[at] === this.separator ? at : -1;
  }

  private field(from: number, to: number): void {
    if (this.count === this.starts.length) {
      this.starts = doubled(this.starts);
      this.ends = doubled(this.ends);
    }
    this.starts[this.count] = from;
    this.ends[this.count++] = to;
  }

  private take(bytes: Uint8Array, start: number, end: number): void {
    const { intake } = this;
    const line = intake.lines + 1;
    intake.lines = line;
    if (this.count === 1 && this.starts[0] === this.ends[0] && bytes[start] !== QUOTE) {
      intake.skipped++;
    } else if (this.needsHeader) {
      this.needsHeader = false;
      intake.skipped++;
      this.places = this.placesIn(this.texts(bytes));
    } else if (!this.request(bytes)) {
      intake.reject(bytes, start, bytes[end - 1] === CR ? end - 1 : end);
    }
    // Lines within quotes count where the record is over, so that a record is known by its first line.
    for (let at = start; at < end; at++) if (bytes[at] === LF) intake.lines++;
  }

  private request(bytes: Uint8Array): boolean {
    const { count, intake, places } = this;
    if (!places || places.key >= count) {
      const names = (): string[] => Array.from({ length: count }, (_, at) => String(at + 1));
      if (places) intake.missing ??= new NoColumn(places.key + 1, names());
      return false;
    }
    const { key, time, size } = places;
    intake.time = time >= 0 && time < count ? timeOf(bytes, this.starts[time]!, this.ends[time]!) : NaN;
    intake.size = size >= 0 && size < count ? sizeOf(bytes, this.starts[size]!, this.ends[size]!) : NaN;
    if (this.isEscaped(key)) {
      const length = this.unescape(bytes, key);
      intake.add(this.scratch, 0, length);
    } else {
      intake.add(bytes, this.starts[key]!, this.ends[key]!);
    }
    return true;
  }

  private isEscaped(field: number): boolean {
    return (this.hasQuotes & (1 << Math.min(field, 31))) !== 0;
  }

  /** A field with its doubled quotes single, in `scratch`. */
  private unescape(bytes: Uint8Array, field: number): number {
    const [from, to] = [this.starts[field]!, this.ends[field]!];
    if (bytes[from - 1] !== QUOTE || from === 0) return this.copy(bytes, from, to);
    if (to - from > this.scratch.length) this.scratch = new Uint8Array(2 * (to - from));
    let length = 0;
    for (let at = from; at < to; at++) {
      if (bytes[at] === QUOTE) at++;
      this.scratch[length++] = bytes[at]!;
    }
    return length;
  }

  private copy(bytes: Uint8Array, from: number, to: number): number {
    if (to - from > this.scratch.length) this.scratch = new Uint8Array(2 * (to - from));
    this.scratch.set(bytes.subarray(from, to));
    return to - from;
  }

  private texts(bytes: Uint8Array): string[] {
    const decoder = new TextDecoder();
    return Array.from({ length: this.count }, (_, field) => {
      const length = this.isEscaped(field) ? this.unescape(bytes, field) : -1;
      return decoder.decode(
        length < 0 ? bytes.subarray(this.starts[field], this.ends[field]) : this.scratch.subarray(0, length),
      );
    });
  }

  /** What cannot be a record ends with its first line. */
  private refuse(bytes: Uint8Array, start: number, to: number, isEnd: boolean): number {
    const end = find(bytes, LF, start, to);
    if (end === to && !isEnd) return -1;
    this.intake.lines++;
    const last = end > start && bytes[end - 1] === CR ? end - 1 : end;
    if (end - start > MOST_LINE) this.intake.rejectLong(bytes, start, last);
    else this.intake.reject(bytes, start, last);
    return end + 1;
  }

  private placesIn(names: readonly string[]): NonNullable<CsvScanner['places']> {
    const { column = 0, time, size } = this.settings;
    const place = (wanted: string | number | undefined): number => {
      if (wanted === undefined) return -1;
      const named = names.indexOf(String(wanted));
      if (named >= 0) return named;
      return typeof wanted === 'number' ? wanted : /^\d+$/.test(wanted) ? Number(wanted) - 1 : -1;
    };
    const key = place(column);
    if (key < 0 || (names.length > 0 && key >= names.length)) throw new NoColumn(column, names);
    return { key, time: place(time), size: place(size) };
  }
}

function doubled(full: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * full.length);
  larger.set(full);
  return larger;
}
