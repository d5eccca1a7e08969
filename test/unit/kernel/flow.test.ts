import assert from 'node:assert/strict';
import { Flow, land } from '../../../src/kernel/node/flow.ts';

const MIB = 2 ** 20;

/** A flow, and a clock that stands still but for what is told. */
function open(): { flow: Flow; underWay: Int32Array; wait: (ms: number) => void } {
  let now = 0;
  const underWay = new Int32Array(new SharedArrayBuffer(4));
  // Each look at the clock takes a while, so that waiting ends.
  return { flow: new Flow(underWay, () => (now += 0.01)), underWay, wait: (ms) => (now += ms) };
}

describe('the flow of events to the host', () => {
  it('lets in what the host takes away', () => {
    const { flow, underWay } = open();
    for (let n = 0; n < 60; n++) {
      assert.equal(flow.admits(MIB), true);
      land(underWay, MIB);
    }
    assert.equal(underWay[0], 0);
  });

  it('lets in no more in a second than the host has time for, and goes on in the next', () => {
    const { flow, underWay, wait } = open();
    const admitted = (): number => {
      let count = 0;
      while (flow.admits(MIB)) {
        land(underWay, MIB);
        count++;
      }
      return count;
    };
    assert.equal(admitted(), 64);
    wait(1000);
    assert.equal(admitted(), 64);
  });

  it('lets in no more than there is room for, without waiting for ever', () => {
    const underWay = new Int32Array(new SharedArrayBuffer(4));
    const flow = new Flow(underWay, () => performance.now());
    let count = 0;
    while (flow.admits(MIB)) count++;
    assert.equal(count, 32);
    assert.equal(flow.admits(MIB), false);
    land(underWay, 3 * MIB);
    assert.equal(flow.admits(MIB), true);
  });
});
