/** zstd without a packer: frames whose blocks hold bytes as they are, or one byte again and again. */

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
const MOST_BLOCK = 1 << 17;
const RAW = 0;
const REPEATED = 1;

/** A frame with these bytes. */
export function frame(content: Uint8Array): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < content.length || at === 0; at += MOST_BLOCK) {
    const part = content.subarray(at, at + MOST_BLOCK);
    const isLast = at + MOST_BLOCK >= content.length;
    blocks.push(blockHeader(part.length, RAW, isLast), part);
  }
  return joined([Uint8Array.from([...MAGIC, 0, windowDescriptor(17)]), ...blocks]);
}

/** A frame of one byte, so many times; and as many again in each further block. */
export function repeated(byte: number, count: number, blocks = 1): Uint8Array {
  const parts = Array.from({ length: blocks }, (_, at) => [
    blockHeader(count, REPEATED, at === blocks - 1),
    Uint8Array.from([byte]),
  ]);
  return joined([Uint8Array.from([...MAGIC, 0, windowDescriptor(17)]), ...parts.flat()]);
}

/** The beginning of a frame that needs a window of 2 to the power of `log` bytes. */
export function wideFrame(log: number): Uint8Array {
  return joined([
    Uint8Array.from([...MAGIC, 0, windowDescriptor(log)]),
    blockHeader(2, RAW, true),
    Uint8Array.from([97, 10]),
  ]);
}

/** A frame that unpacks to nothing. */
export function skippable(bytes: number): Uint8Array {
  return Uint8Array.from([0x50, 0x2a, 0x4d, 0x18, bytes, 0, 0, 0, ...new Uint8Array(bytes)]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function windowDescriptor(log: number): number {
  return (log - 10) << 3;
}

function blockHeader(length: number, type: number, isLast: boolean): Uint8Array {
  const header = (length << 3) | (type << 1) | Number(isLast);
  return Uint8Array.from([header & 255, (header >> 8) & 255, (header >> 16) & 255]);
}

/** What tar writes of one file. */
export function tarOf(content: Uint8Array): Uint8Array {
  const head = new Uint8Array(512);
  head.set(Buffer.from('keys.txt'));
  head.set(Buffer.from('ustar'), 257);
  return joined([head, content.subarray(0, 3000), new Uint8Array(1024)]);
}
