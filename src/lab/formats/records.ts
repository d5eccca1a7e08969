import type { Intake } from '../reading/intake.ts';
import type { Scanner } from './format.ts';

/** Reads the record at a place into the intake; false where it cannot be one. */
export type ReadRecord = (bytes: Uint8Array, at: number) => boolean;

/** Reads a binary file of records that are all of one length. */
export class RecordScanner implements Scanner {
  constructor(
    private readonly intake: Intake,
    private readonly length: number,
    private readonly readRecord: ReadRecord,
  ) {}

  scan(bytes: Uint8Array, from: number, to: number, isEnd: boolean): number {
    const { intake, length } = this;
    let at = from;
    for (; at + length <= to; at += length) {
      intake.lines++;
      if (!this.readRecord(bytes, at)) this.reject(bytes, at, at + length);
    }
    if (!isEnd || at === to) return at;
    // The end of a file that was cut.
    intake.lines++;
    this.reject(bytes, at, to);
    return to;
  }

  private reject(bytes: Uint8Array, from: number, to: number): void {
    const digits = Array.from(bytes.subarray(from, to), (byte) => byte.toString(16).padStart(2, '0'));
    const text = new TextEncoder().encode(digits.join(' '));
    this.intake.reject(text, 0, text.length);
  }
}
