import assert from 'node:assert/strict';
import type { Throttle } from '../../../src/webview/throttle.ts';
import { createThrottle } from '../../../src/webview/throttle.ts';

/** A throttle of 1000 ms under a clock moved by hand; tells what was passed on and when. */
function manual(): { throttle: Throttle<string>; passed: string[]; at: (time: number) => void } {
  const passed: string[] = [];
  let timers: { due: number; run: () => void }[] = [];
  let now = 0;
  const throttle = createThrottle<string>(
    1000,
    (value) => passed.push(`${now}:${value}`),
    (run, ms) => timers.push({ due: now + ms, run }),
  );
  const at = (time: number): void => {
    for (let next = timers[0]; next && next.due <= time; next = timers[0]) {
      timers = timers.slice(1);
      now = next.due;
      next.run();
    }
    now = time;
  };
  return { throttle, passed, at };
}

describe('a throttle', () => {
  it('passes the first value at once and then the newest of each second', () => {
    const { throttle, passed, at } = manual();
    for (const time of [0, 100, 900, 1500, 1700, 5000]) {
      at(time);
      throttle.offer(`v${time}`);
    }
    at(9000);
    assert.deepEqual(passed, ['0:v0', '1000:v900', '2000:v1700', '5000:v5000']);
  });

  it('passes what is insisted on at once, and drops what waited', () => {
    const { throttle, passed, at } = manual();
    throttle.offer('a');
    throttle.offer('waiting');
    at(200);
    throttle.insist('now');
    at(5000);
    assert.deepEqual(passed, ['0:a', '200:now']);
  });

  it('lets nothing follow at once on what was insisted on', () => {
    const { throttle, passed, at } = manual();
    throttle.insist('a');
    throttle.offer('b');
    at(5000);
    assert.deepEqual(passed, ['0:a', '1000:b']);
  });
});
