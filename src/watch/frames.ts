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
 * Gives a function that takes in the bytes of one connection as they come, and calls `onMessage` with each message.
 * Where something is no frame or no message nobody knows where the next one begins: `onBad` is called, once, and the
 * connection is listened to no more. The bytes are kept, not copied.
 */
export function createProbeReader(
  onMessage: (message: ProbeMessage) => void,
  onBad: () => void,
): (bytes: Uint8Array) => void {
  let parts: Uint8Array[] = [];
  let size = 0;
  /** How many bytes there must be before it is worth looking again. */
  let awaited = HEADER;
  let isBad = false;

  const giveUp = (): void => {
    isBad = true;
    parts = [];
    onBad();
  };

  return (bytes) => {
    if (isBad) return;
    parts.push(bytes);
    size += bytes.length;
    if (size < awaited) return;
    let rest = parts.length === 1 ? bytes : joined(parts, size);
    for (;;) {
      if (rest.length < HEADER) {
        awaited = HEADER;
        break;
      }
      const length = new DataView(rest.buffer, rest.byteOffset, HEADER).getUint32(0, true);
      if (length > MAX_FRAME) {
        giveUp();
        return;
      }
      awaited = HEADER + length;
      if (rest.length < awaited) break;
      const message = messageIn(rest.subarray(HEADER, awaited));
      if (message === undefined) {
        giveUp();
        return;
      }
      rest = rest.subarray(awaited);
      onMessage(message);
    }
    parts = rest.length === 0 ? [] : [rest];
    size = rest.length;
  };
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
