import type { Format, Guess, Sample } from './format.ts';
import { RecordScanner } from './records.ts';

const BYTES = 4;

/**
 * Keys as numbers of four bytes, as cache2k's traces have them. No file tells whether their greatest or their least byte
 * comes first; what is counted is the same, for turning bytes around makes one key of each. Only what keys are called
 * differs.
 */
export const u32: Format = {
  id: 'u32',
  aliases: ['u32be', 'u32le', 'uint32', 'cache2k', 'binary', 'bigendianu32'],
  isBinary: true,
  sniff: (sample) => guess(sample),
  open: (intake, { littleEndian = false }) =>
    new RecordScanner(intake, BYTES, (bytes, at) => {
      const [a, b, c, d] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!];
      intake.addNumber(
        littleEndian ? (d << 24) | (c << 16) | (b << 8) | a : (a << 24) | (b << 16) | (c << 8) | d,
        0,
      );
      return true;
    }),
};

function guess({ bytes, length }: Sample): Guess | undefined {
  if (length !== undefined && length % BYTES !== 0) return undefined;
  const records = Math.floor(bytes.length / BYTES);
  if (records === 0) return undefined;
  return { settings: { littleEndian: false }, doubt: isNoise(bytes, records) ? 'noise' : 'byteOrder' };
}

/** Whether all bytes come about equally often, and next to no number comes twice. */
function isNoise(bytes: Uint8Array, records: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, records * BYTES);
  const numbers = new Set<number>();
  for (let at = 0; at < records; at++) numbers.add(view.getUint32(BYTES * at));
  const counts = new Float64Array(256);
  for (const byte of bytes) counts[byte]!++;
  const mean = bytes.length / 256;
  const isEven = bytes.length >= 4096 && counts.every((count) => count > mean / 2 && count < mean * 2);
  return isEven && numbers.size > 0.98 * records;
}
