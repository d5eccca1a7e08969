import assert from 'node:assert/strict';
import { InterruptBuffer } from '../../../../src/kernel/cells/python/interruptBuffer.ts';

describe('what tells Python to stop', () => {
  it('is the byte that another thread writes, or a limit that is over', () => {
    const shared = new Uint8Array(1);
    const buffer = new InterruptBuffer(shared);
    assert.equal(buffer[0], 0);
    buffer.limit(1e9);
    assert.equal(buffer[0], 0);
    buffer.limit(0);
    assert.equal(buffer[0], 2);
    buffer[0] = 0; // As Python does once it has seen it: an answer that goes on is told again.
    assert.equal(buffer[0], 2);
    buffer.lift();
    assert.equal(buffer[0], 0);
    shared[0] = 2;
    assert.equal(buffer[0], 2);
    buffer[0] = 0;
    assert.equal(shared[0], 0);
  });
});
