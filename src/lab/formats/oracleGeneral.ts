import type { Format, Sample } from './format.ts';
import { RecordScanner } from './records.ts';

/** Time u32 in s, key u64, size u32, and the number of the next request for it, i64: all with the least byte first. */
export const RECORD_BYTES = 24;
const KEY = 4;
const SIZE = 12;
const NEXT = 16;

/** How many records of a sample are looked at, and how many of them have to be right. */
const LOOKED_AT = 2700;
const RIGHT = 0.99;

/** libCacheSim's binary traces. */
export const oracleGeneral: Format = {
  id: 'oracleGeneral',
  aliases: ['oraclegeneral', 'libcachesim', 'oraclegeneralbin'],
  isBinary: true,
  sniff: (sample) => (isLikely(sample) ? { settings: {} } : undefined),
  open: (intake) =>
    new RecordScanner(intake, RECORD_BYTES, (bytes, at) => {
      intake.time = (int(bytes, at) >>> 0) * 1000;
      intake.size = int(bytes, at + SIZE) >>> 0;
      intake.addNumber(int(bytes, at + KEY), int(bytes, at + KEY + 4));
      return true;
    }),
};

function int(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

function isLikely({ bytes, length }: Sample): boolean {
  if (length !== undefined && length % RECORD_BYTES !== 0) return false;
  const records = Math.min(LOOKED_AT, Math.floor(bytes.length / RECORD_BYTES));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let right = 0;
  let time = 0;
  for (let at = 0; at < records * RECORD_BYTES; at += RECORD_BYTES) {
    const next = view.getUint32(at, true);
    const size = view.getUint32(at + SIZE, true);
    if (next >= time && size > 0 && size < 2 ** 31 && view.getBigInt64(at + NEXT, true) >= -2n) right++;
    time = next;
  }
  return records > 0 && right >= RIGHT * records;
}
