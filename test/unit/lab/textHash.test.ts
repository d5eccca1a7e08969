import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fingerprint, fingerprintOfAscii } from '../../../src/engine/fingerprint.ts';
import { find, LF, lineEnd, wordsOf } from '../../../src/lab/reading/bytes.ts';
import { TextHash } from '../../../src/lab/reading/textHash.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('bytes four at a time', () => {
  /** Bytes among which are those that a trick with four of them may take for LF, somewhere in a larger buffer. */
  const some = fc
    .tuple(fc.array(fc.constantFrom(0, 9, 10, 11, 13, 127, 128, 138, 139, 255)), fc.nat(5))
    .map(([all, before]) => Uint8Array.from([...new Uint8Array(before), ...all]).subarray(before));

  it('the end of a line is where it is one byte at a time', () => {
    fc.assert(
      fc.property(some, fc.nat(20), fc.nat(20), (all, first, second) => {
        const [from, to] = [Math.min(first, all.length), Math.min(second, all.length)];
        assert.equal(lineEnd(all, wordsOf(all), from, to), from < to ? find(all, LF, from, to) : from);
      }),
    );
  });

  it('the hash of a text is the same wherever it stands, and another one with another seed or another text', () => {
    const hashed = (seed: number, text: Uint8Array, before: number, after: number): readonly number[] => {
      const room = new Uint8Array(before + text.length + after).fill(7);
      room.set(text, before);
      const hash = new TextHash(seed);
      hash.take(room, before, before + text.length);
      return [hash.low, hash.high];
    };
    fc.assert(
      fc.property(some, some, fc.integer(), fc.nat(5), fc.nat(5), (text, other, seed, before, after) => {
        const hash = hashed(seed, text, 0, 0);
        assert.deepEqual(hashed(seed, text, before, after), hash);
        assert.notDeepEqual(hashed(seed + 1, text, 0, 0), hash);
        if (text.join() !== other.join()) assert.notDeepEqual(hashed(seed, other, 0, 0), hash);
      }),
    );
  });

  it('keys that look alike share one of the two numbers as seldom as by chance, and never both', () => {
    const shapes: readonly ((at: number) => string)[] = [
      (at) => `user:${at}`,
      (at) => `object:${String(at).padStart(16, '0')}`,
      (at) => at.toString(16).padStart(8, '0'),
      (at) => `/img/${at % 997}/${at}.png`,
      (at) => String.fromCharCode(...[0, 6, 12, 18].map((bit) => (at >> bit) & 63)),
    ];
    const keys = 100_000;
    for (const shape of shapes) {
      const hash = new TextHash(5);
      const [low, high, both] = [new Set<number>(), new Set<number>(), new Set<string>()];
      for (let at = 0; at < keys; at++) {
        const text = bytes(shape(at));
        hash.take(text, 0, text.length);
        low.add(hash.low);
        high.add(hash.high);
        both.add(`${hash.low} ${hash.high}`);
      }
      assert.equal(both.size, keys, shape(7));
      // 1.2 pairs are expected.
      assert.ok(low.size > keys - 12 && high.size > keys - 12, `${shape(7)}: ${low.size}, ${high.size}`);
    }
  });

  it('a text in ASCII has the fingerprint that the engine gives it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), fc.nat(3), (text, before) => {
        const all = bytes('xyz'.slice(0, before) + text);
        assert.equal(fingerprintOfAscii(all, before, all.length), fingerprint(text));
      }),
    );
  });
});
