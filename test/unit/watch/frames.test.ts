import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ProbeReader } from '../../../src/watch/frames.ts';
import type { ProbeMessage } from '../../../src/watch/messages.ts';
import { MAX_FRAME } from '../../../src/watch/messages.ts';

function frameOf(content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content as string);
  const header = Buffer.alloc(4);
  header.writeUInt32LE(bytes.length);
  return Buffer.concat([header, bytes]);
}

const json = (list: unknown): Buffer => frameOf(JSON.stringify(list));

/** The tuple ('dropped', count) as Python writes it. */
function droppedInMarshal(count: number): Buffer {
  const bytes = Buffer.from('(\x02\0\0\0u\x07\0\0\0droppedi\0\0\0\0', 'latin1');
  bytes.writeInt32LE(count, bytes.length - 4);
  return frameOf(bytes);
}

function read(
  bytes: Uint8Array,
  sizes: readonly number[] = [],
): { messages: ProbeMessage[]; isBad: boolean } {
  const messages: ProbeMessage[] = [];
  const reader = new ProbeReader();
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes.length === 0 ? bytes.length : sizes[turn % sizes.length]!;
    reader.put(bytes.subarray(at, at + size));
    for (let message = reader.next(); message; message = reader.next()) messages.push(message);
    at += size;
  }
  return { messages, isBad: reader.isBad };
}

const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 5 });

describe('what a probe tells', () => {
  it('comes out as it went in, from Python and from Node, however the line cuts it', () => {
    const told = fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 20 });
    fc.assert(
      fc.property(told, pieces, (counts, sizes) => {
        const frames = counts.map(([count, isPython]) =>
          isPython ? droppedInMarshal(count) : json(['dropped', count]),
        );
        const { messages, isBad } = read(Buffer.concat(frames), sizes);
        assert.deepEqual(
          messages,
          counts.map(([count]) => ({ type: 'dropped', count })),
        );
        assert.equal(isBad, false);
      }),
    );
  });

  it('is given up at the first thing that is no message, and nothing behind that is heard', () => {
    const good = json(['dropped', 7]);
    const header = Buffer.alloc(4);
    header.writeUInt32LE(MAX_FRAME + 1);
    const strays: Record<string, Buffer> = {
      'a frame that is too long': header,
      'an empty frame': frameOf(''),
      'a word': frameOf('bye'),
      'JSON that is cut off': frameOf('["bye"'),
      'no UTF-8': frameOf(Buffer.from([0x5b, 0xff, 0x5d])),
      'marshal that is cut off': frameOf('(\x02\0\0\0'),
      'an unknown message': json(['hallo']),
      'a member too little': json(['dropped']),
      'a negative count': json(['dropped', -1]),
      'an operation that is none': json(['calls', 1, [[0, 0, 12, null]]]),
      'a key that is none': json(['calls', 1, [[0, 0, 0, {}]]]),
      'a call that is too long': json(['calls', 1, [[0, 0, 0, 1, 2]]]),
      'a nested bomb': frameOf('['.repeat(200_000)),
    };
    for (const [name, stray] of Object.entries(strays))
      assert.deepEqual(
        read(Buffer.concat([good, stray, good, good])),
        { messages: [{ type: 'dropped', count: 7 }], isBad: true },
        name,
      );
  });

  it('never makes the reader throw', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => frameOf(bytes)),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => frameOf(text)),
      fc.array(fc.anything(), { maxLength: 4 }).map((list) => {
        try {
          return json(['calls', ...list]);
        } catch {
          return json(['calls']); // What JSON has no word for.
        }
      }),
    );
    fc.assert(
      fc.property(fc.array(part), pieces, (parts, sizes) => {
        read(Buffer.concat(parts), sizes);
      }),
      { numRuns: 500 },
    );
  });

  it('takes calls with keys of both kinds', () => {
    const calls = [
      [1, 2, 0, 'a'],
      [1, 2, 1, null],
      [0, 0, 10, 1.5],
    ];
    assert.deepEqual(read(json(['calls', 3, calls])).messages, [{ type: 'calls', time: 3, calls }]);
  });
});
