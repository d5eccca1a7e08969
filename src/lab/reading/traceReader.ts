import type { Format, Scanner, Settings } from '../formats/format.ts';
import { MOST_LINE } from '../formats/lines.ts';
import { CR, LF } from './bytes.ts';
import type { Intake } from './intake.ts';
import type { Encoding, Sniffed } from './sniff.ts';
import { hasMark } from './sniff.ts';

/** How a file is read: what was sniffed, or what a person has said. */
export interface Way {
  readonly format: Format;
  readonly settings: Settings;
  readonly encoding?: Encoding | undefined;
  readonly hasOldLines?: boolean | undefined;
}

/** The way that sniffing proposes. */
export function wayOf({ format, guess, encoding, hasOldLines }: Sniffed): Way {
  return { format, settings: guess.settings, encoding, hasOldLines };
}

/** Reads a file that comes in pieces, cut anywhere. */
export class TraceReader {
  private readonly scanner: Scanner;
  private readonly decoder: TextDecoder | undefined;
  private readonly encoder = new TextEncoder();
  private buffer = new Uint8Array(1 << 16);
  /** How much of the buffer holds what is not read yet. */
  private held = 0;
  /** In the middle of a line that is too long. */
  private isSkipping = false;
  private isFirst = true;

  constructor(
    private readonly intake: Intake,
    private readonly way: Way,
  ) {
    const { format, settings, encoding = 'utf-8' } = way;
    this.scanner = format.open(intake, settings);
    if (encoding !== 'utf-8') this.decoder = new TextDecoder(encoding);
  }

  push(piece: Uint8Array): void {
    const bytes = this.decoder ? this.encoder.encode(this.decoder.decode(piece, { stream: true })) : piece;
    const from = this.held;
    this.hold(bytes);
    // The mark of UTF-8 is known when its three bytes are there.
    if (this.isFirst && this.held < 3) return;
    const wasFirst = this.isFirst;
    this.begin();
    // A line that goes on is not looked at again and again.
    const hasNews =
      wasFirst || this.way.format.isBinary === true || this.buffer.subarray(from, this.held).includes(LF);
    if (hasNews || this.held > MOST_LINE || this.isSkipping) this.read(false);
  }

  /** The file is over. */
  end(): void {
    this.begin();
    this.read(true);
    this.intake.flush();
  }

  private begin(): void {
    if (!this.isFirst) return;
    this.isFirst = false;
    if (!this.way.format.isBinary && hasMark(this.buffer.subarray(0, this.held))) this.drop(3);
  }

  private hold(bytes: Uint8Array): void {
    const end = this.held + bytes.length;
    if (end > this.buffer.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.buffer.length));
      larger.set(this.buffer.subarray(0, this.held));
      this.buffer = larger;
    }
    this.buffer.set(bytes, this.held);
    if (this.way.hasOldLines) turnOldLines(this.buffer, this.held, end);
    this.held = end;
  }

  private read(isEnd: boolean): void {
    if (this.isSkipping) this.skip(isEnd);
    if (this.held === 0) return;
    const read = this.scanner.scan(this.buffer, 0, this.held, isEnd);
    this.drop(read);
    if (this.held > MOST_LINE) this.refuse();
  }

  /** Gives up a line whose end is not in sight. */
  private refuse(): void {
    this.intake.lines++;
    this.intake.rejectLong(this.buffer, 0, this.held);
    this.isSkipping = true;
    this.skip(false);
  }

  private skip(isEnd: boolean): void {
    const end = this.buffer.subarray(0, this.held).indexOf(LF);
    this.isSkipping = end < 0 && !isEnd;
    this.drop(end < 0 ? this.held : end + 1);
  }

  private drop(count: number): void {
    if (count === 0) return;
    this.buffer.copyWithin(0, count, this.held);
    this.held -= count;
  }
}

function turnOldLines(bytes: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at++) if (bytes[at] === CR) bytes[at] = LF;
}
