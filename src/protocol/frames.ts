/**
 * Messages on a line of bytes: each is a frame, which is a mark, the length of its content, that length inverted, and
 * the content. Anybody can write to the line between frames, or while one is on its way: what is no frame is left out
 * until the next one begins.
 */

/** No text has these bytes, and no program writes them by chance. */
const MARK = [0xff, 0xca, 0xc4, 0xeb, 0x00, 0xc0, 0xfe, 0xff];

const HEADER = MARK.length + 8;

/** The longest content, in bytes. A length beyond it is no length. */
const MAX_LENGTH = 256 * 1024 * 1024;

/** The frame with this content. */
export function frameOf(content: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER + content.length);
  frame.set(MARK);
  const header = new DataView(frame.buffer);
  header.setUint32(MARK.length, content.length);
  header.setUint32(MARK.length + 4, ~content.length >>> 0);
  frame.set(content, HEADER);
  return frame;
}

/** Gives a function that takes in bytes as they come, and calls `onContent` with the content of each frame. */
export function createFrameReader(
  onContent: (content: Uint8Array) => void,
  /** Told of each stretch that is no frame. */
  onStray: () => void,
): (bytes: Uint8Array) => void {
  let parts: Uint8Array[] = [];
  let size = 0;
  /** How many bytes there must be before it is worth looking again. */
  let awaited = HEADER;
  return (bytes) => {
    parts.push(bytes);
    size += bytes.length;
    if (size < awaited) return;
    let rest = parts.length === 1 ? bytes : joined(parts, size);
    for (;;) {
      const start = markIn(rest);
      if (start > 0) onStray();
      rest = rest.subarray(start);
      const length = rest.length < HEADER ? 0 : lengthOf(rest);
      awaited = HEADER + (length ?? 0);
      if (length === undefined) rest = rest.subarray(1); // A mark without a length: somebody wrote it.
      else if (rest.length < awaited) break;
      else {
        onContent(rest.subarray(HEADER, awaited));
        rest = rest.subarray(awaited);
      }
    }
    parts = [rest];
    size = rest.length;
  };
}

function lengthOf(frame: Uint8Array): number | undefined {
  const header = new DataView(frame.buffer, frame.byteOffset, HEADER);
  const length = header.getUint32(MARK.length);
  const isSound = header.getUint32(MARK.length + 4) === ~length >>> 0 && length <= MAX_LENGTH;
  return isSound ? length : undefined;
}

/** Where the first mark begins, or may begin at the very end. */
function markIn(bytes: Uint8Array): number {
  for (let start = bytes.indexOf(0xff); start >= 0; start = bytes.indexOf(0xff, start + 1)) {
    const isMark = MARK.every(
      (byte, index) => index + start >= bytes.length || bytes[start + index] === byte,
    );
    if (isMark) return start;
  }
  return bytes.length;
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
