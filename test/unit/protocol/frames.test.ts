import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFrameReader, frameOf } from '../../../src/protocol/frames.ts';

/** Reads bytes in pieces of these sizes; gives the contents as texts, and how often there was something between. */
function read(bytes: Uint8Array, sizes: readonly number[]): { contents: string[]; stray: number } {
  const contents: string[] = [];
  let stray = 0;
  const take = createFrameReader(
    (content) => contents.push(Buffer.from(content).toString()),
    () => stray++,
  );
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes.length === 0 ? bytes.length : sizes[turn % sizes.length]!;
    take(bytes.subarray(at, at + size));
    at += size;
  }
  return { contents, stray };
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 5 });

describe('frames on a line', () => {
  it('come out as they went in, however the line cuts them', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 })), sizes, (texts, pieces) => {
        const frames = texts.map((text) => frameOf(Buffer.from(text)));
        const { contents, stray } = read(Buffer.concat(frames), pieces);
        assert.deepEqual(
          contents,
          texts.map((text) => Buffer.from(text).toString()),
        );
        assert.equal(stray, 0);
      }),
    );
  });

  it('are found behind whatever else is written to the line', () => {
    const strays = fc.oneof(
      fc.string().map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 40 }),
      fc.integer({ min: 1, max: 15 }).map((length) => frameOf(Buffer.from('x')).subarray(0, length)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(strays, fc.string()), { maxLength: 8 }), sizes, (parts, pieces) => {
        // Text after what may be the beginning of a frame, so that no frame is taken for its content.
        const gap = Buffer.from(' '.repeat(16));
        const bytes = Buffer.concat(
          parts.flatMap(([stray, text]) => [stray, gap, frameOf(Buffer.from(text))]),
        );
        const texts = parts.map(([, text]) => Buffer.from(text).toString());
        assert.deepEqual(read(bytes, pieces).contents, texts);
      }),
    );
  });

  it('say that something was between them', () => {
    const bytes = Buffer.concat([
      frameOf(Buffer.from('a')),
      Buffer.from('{"x":1}\n'),
      frameOf(Buffer.from('b')),
    ]);
    assert.deepEqual(read(bytes, []), { contents: ['a', 'b'], stray: 1 });
  });
});
