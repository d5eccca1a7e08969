import assert from 'node:assert/strict';
import { Flow, land, weightOf } from '../../../src/kernel/node/flow.ts';

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
    assert.equal(count, 16);
    assert.equal(flow.admits(MIB), false);
    land(underWay, 3 * MIB);
    assert.equal(flow.admits(MIB), true);
  });

  it('lets in what must be told, and waits for a host that is behind, not for one that is stuck', () => {
    const underWay = new Int32Array(new SharedArrayBuffer(4));
    let [now, step] = [0, 1];
    const flow = new Flow(underWay, () => {
      if (Atomics.load(underWay, 0) === 20 * MIB) land(underWay, 10 * MIB);
      return (now += step);
    });
    flow.press(20 * MIB);
    assert.equal(underWay[0], 10 * MIB);
    step = 600;
    flow.press(15 * MIB);
    assert.deepEqual([underWay[0], now > 1000], [25 * MIB, true]);
    assert.equal(flow.admits(1), false);
  });

  it('weighs keys and caches, too', () => {
    const events = new Uint8Array(46);
    const none = {
      caches: new Int32Array(),
      numbers: new Int32Array(),
      prints: new Float64Array(),
      texts: [],
    };
    const light = weightOf({ first: 1, events, caches: [], keys: none });
    const keys = { ...none, texts: ['a', null] };
    assert.equal(light, 46);
    assert.ok(weightOf({ first: 1, events, caches: [], keys }) > light);
  });
});
