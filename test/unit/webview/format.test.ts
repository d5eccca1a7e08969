import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as format from '../../../src/webview/format.ts';

/** Checks a function of one argument against pairs of argument and text. */
function assertTexts<T>(write: (value: T) => string, texts: readonly (readonly [T, string])[]): void {
  for (const [value, text] of texts) assert.equal(write(value), text);
}

describe('formats of the dashboard', () => {
  it('give a duration 3 to 4 digits and the unit that fits', () => {
    assertTexts(format.formatSeconds, [
      [0, '0 s'],
      [1e-10, '0.100 ns'],
      [1e-8, '10.0 ns'],
      [8.034e-8, '80.34 ns'],
      [9.9994e-7, '999.9 ns'],
      [9.9996e-7, '1.00 µs'],
      [1e-6, '1.00 µs'],
      [0.000123456, '123.5 µs'],
      [0.99996, '1.00 s'],
      [0.25, '250 ms'],
      [39.914, '39.91 s'],
      [1000, '1,000 s'],
      [1234.5, '1,235 s'],
    ]);
  });

  it('never give a duration more than four digits, and stay within 1 % of it', () => {
    const scale: Record<string, number> = { s: 1, ms: 1e-3, µs: 1e-6, ns: 1e-9 };
    fc.assert(
      fc.property(fc.double({ min: 1e-8, max: 1e3, noNaN: true }), (seconds) => {
        const [digits = '', unit = ''] = format.formatSeconds(seconds).split(' ');
        assert.ok(digits.replace(/^0\.0*|[.,]/g, '').length <= 4, digits);
        const read = Number(digits.replace(',', '')) * scale[unit]!;
        assert.ok(Math.abs(read / seconds - 1) < 0.01, `${seconds}: ${digits} ${unit}`);
      }),
    );
  });

  it('give the ticks of one axis one unit', () => {
    assert.deepEqual(
      [0, 0.25, 0.5, 1].map((seconds) => format.formatTick(seconds, 1)),
      ['0 s', '0.25 s', '0.5 s', '1 s'],
    );
    assert.deepEqual(
      [0, 0.005, 0.01].map((seconds) => format.formatTick(seconds, 0.01)),
      ['0 ms', '5 ms', '10 ms'],
    );
  });

  it('give a hit ratio of 0 % or 100 % only where it is one', () => {
    const most = fc.integer({ min: 1, max: 1e9 });
    fc.assert(
      fc.property(most, most, (hits, misses) => {
        assert.doesNotMatch(format.formatHitRatio({ hits, misses }), /^(0|100)%$/);
      }),
    );
  });

  it('give hits among all calls', () => {
    assertTexts(format.formatHitRatio, [
      [{ hits: 0, misses: 0 }, '–'],
      [{ hits: 0, misses: 5 }, '0%'],
      [{ hits: 52, misses: 30 }, '63.4%'],
      [{ hits: 5, misses: 0 }, '100%'],
      [{ hits: 1, misses: 3998 }, '<0.1%'],
      [{ hits: 1, misses: 1999 }, '0.1%'],
      [{ hits: 3998, misses: 1 }, '>99.9%'],
      [{ hits: 1998, misses: 2 }, '99.9%'],
    ]);
  });

  it('compare with the slowest, also where nothing could be measured', () => {
    assert.equal(format.formatSpeedup(3, 3), '1×');
    assert.equal(format.formatSpeedup(8e-8, 4), '50,000,000×');
    assert.equal(format.formatSpeedup(0, 4), '–');
    assert.equal(format.formatSpeedup(0, 0), '–');
  });

  it('write counts and what Python prints', () => {
    assertTexts(format.formatCount, [
      [30905041, '30,905,041'],
      [1.5, '1.5'],
      [3958.0231, '3,958'],
    ]);
    assertTexts(format.formatCompact, [
      [0, '0'],
      [999, '999'],
      [30905041, '30.9M'],
    ]);
    assertTexts(format.formatCacheInfo, [
      [
        { hits: 52, misses: 30, maxsize: 16, currsize: 16 },
        'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)',
      ],
      [
        { hits: 0, misses: 1, maxsize: null, currsize: 1 },
        'CacheInfo(hits=0, misses=1, maxsize=None, currsize=1)',
      ],
    ]);
  });
});
