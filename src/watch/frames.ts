import { readMarshal } from './marshal.ts';
import type { ProbeMessage } from './messages.ts';
import { MAX_FRAME, probeMessageOf } from './messages.ts';

declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

/** The length of the content, in bytes, the lowest first. */
const HEADER = 4;

const TUPLE = 0x28;

/**
 * Reads the messages of one connection: bytes are put in as they come and kept, not copied, and one message at a time is
 * taken out, so that whoever reads can do other things in between.
 */
export class ProbeReader {
  private parts: Uint8Array[] = [];
  private size = 0;
  private isLost = false;

  /** Whether something was no frame or no message: nobody knows where the next one begins, and nothing more is read. */
  get isBad(): boolean {
    return this.isLost;
  }

  put(bytes: Uint8Array): void {
    if (this.isLost) return;
    this.parts.push(bytes);
    this.size += bytes.length;
  }

  /** The next message; undefined where it is not there as a whole, or where there will be none any more. */
  next(): ProbeMessage | undefined {
    const header = this.first(HEADER);
    if (!header) return undefined;
    const length = new DataView(header.buffer, header.byteOffset, HEADER).getUint32(0, true);
    if (length > MAX_FRAME) {
      this.giveUp();
      return undefined;
    }
    const frame = this.first(HEADER + length);
    if (!frame) return undefined;
    const message = messageIn(frame.subarray(HEADER, HEADER + length));
    if (message === undefined) this.giveUp();
    else this.skip(HEADER + length);
    return message;
  }

  /** Bytes that begin with the next ones, so many at least; undefined where there are less. */
  private first(count: number): Uint8Array | undefined {
    if (this.size < count) return undefined;
    const [part] = this.parts;
    if (part && part.length >= count) return part;
    const whole = joined(this.parts, this.size);
    this.parts = [whole];
    return whole;
  }

  private skip(count: number): void {
    const [part] = this.parts;
    this.size -= count;
    if (part && part.length > count) this.parts[0] = part.subarray(count);
    else this.parts.shift();
  }

  private giveUp(): void {
    this.isLost = true;
    this.parts = [];
    this.size = 0;
  }
}

/** Python writes a tuple, which JSON never begins with. */
function messageIn(content: Uint8Array): ProbeMessage | undefined {
  let list: unknown;
  try {
    list = content[0] === TUPLE ? readMarshal(content) : jsonOf(content);
  } catch {
    return undefined;
  }
  return probeMessageOf(list);
}

function jsonOf(content: Uint8Array): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content));
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
