import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alignColumns, showKeys } from '../../../src/lessons/requests.ts';
import { countBytes, countCodePoints, cut } from '../../../src/lessons/text.ts';
import { formatCount, formatRoughTime, formatSeconds, formatShort } from '../../../src/lessons/units.ts';

describe('texts', () => {
  it('count code points, not UTF-16 units', () => assert.equal(countCodePoints('Café 🐍'), 6));

  it('count the bytes that a server would send', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        assert.equal(countBytes(text), Buffer.byteLength(text)),
      ),
    );
    assert.equal(countBytes('é€🐍\ud800'), 2 + 3 + 4 + 3);
  });

  for (const [text, most, expected] of [
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc...'],
    ['🐍🐍🐍', 3, '🐍🐍🐍'],
    ['🐍🐍🐍🐍', 3, '🐍🐍🐍...'],
    ['', 3, ''],
  ] as const) {
    it(`cut "${text}" at ${most}: "${expected}"`, () => assert.equal(cut(text, most), expected));
  }

  it('show keys on one line, whatever is in them', () => {
    assert.equal(showKeys(['A', 7, 'two words', '', 'a\nb', '"']), 'A 7 "two words" "" "a\\nb" "\\""');
    assert.match(showKeys(Array.from({ length: 502 }, (_, at) => at)), / 499 … and 2 more$/);
  });

  it('stand in columns', () => {
    assert.deepEqual(
      alignColumns([
        ['a', 'bb', 'c'],
        ['aaa', 'b'],
      ]),
      ['a    bb  c', 'aaa  b'],
    );
  });
});

describe('numbers for a person', () => {
  for (const [shown, expected] of [
    [formatCount(30_905_041), '30,905,041'],
    [formatCount(10n ** 18n), '1,000,000,000,000,000,000'],
    [formatSeconds(0.000_000_799_999), '0.000000799999'],
    [formatSeconds(1234.5678), '1234.57'],
    [formatShort(0.001234), '0.00123'],
    [formatShort(71_234), '71,200'],
    [formatShort(1.9e23), '10^23'],
    [formatRoughTime(0n), '0 seconds'],
    [formatRoughTime(119n), '119 seconds'],
    [formatRoughTime(120n), '2 minutes'],
    [formatRoughTime(7_199n), '119 minutes'],
    [formatRoughTime(7_200n), '2 hours'],
    [formatRoughTime(172_800n), '2 days'],
    [formatRoughTime(63_072_000n), '2 years'],
    [formatRoughTime(31_536_000n * 10n ** 9n), '10^9 years'],
  ] as const) {
    it(expected, () => assert.equal(shown, expected));
  }
});
