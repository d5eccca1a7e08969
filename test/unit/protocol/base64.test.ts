import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { fromBase64, toBase64 } from '../../../src/protocol/base64.ts';

describe('base 64', () => {
  it('is what everybody means by it, and comes back as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = toBase64(bytes);
        assert.equal(text, Buffer.from(bytes).toString('base64'));
        assert.deepEqual(fromBase64(text), bytes);
      }),
      { seed: 61, numRuns: 300 },
    );
  });

  it('is nothing where it is not', () => {
    for (const text of ['a', '====', 'ä', 'ab$d']) assert.equal(fromBase64(text), undefined);
  });
});
