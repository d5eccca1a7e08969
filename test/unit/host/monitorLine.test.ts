import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keysLookedUp } from '../../../src/host/redis/monitorLine.ts';

/** As the server writes a text. */
function quoted(bytes: Uint8Array): string {
  const escapes: Readonly<Record<number, string>> = {
    34: '\\"',
    92: '\\\\',
    10: '\\n',
    13: '\\r',
    9: '\\t',
    7: '\\a',
    8: '\\b',
  };
  const letters = Array.from(bytes, (byte) => {
    const isPlain = byte >= 32 && byte < 127;
    return (
      escapes[byte] ?? (isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`)
    );
  });
  return `"${letters.join('')}"`;
}

const line = (...words: string[]): string =>
  `1795705143.811443 [0 unix:/tmp/a b/s] ${words.map((word) => quoted(new TextEncoder().encode(word))).join(' ')}`;

describe('a line of MONITOR', () => {
  for (const [words, keys] of [
    [['GET', 'user:1'], ['user:1']],
    [['get', 'a "quoted" key'], ['a "quoted" key']],
    [['HGET', 'h', 'field'], ['h']],
    [
      ['MGET', 'a', 'b', 'a'],
      ['a', 'b', 'a'],
    ],
    [['SET', 'user:1', 'a secret'], []],
    [['DEL', 'a'], []],
    [['EVAL', "return redis.call('get', KEYS[1])", '1', 'a'], []],
    [['AUTH', 'password'], []],
    [['GET'], []],
    [['GET', 'Grüße, 世界'], ['Grüße, 世界']],
    [['GET', ''], ['']],
  ] as const) {
    it(`looks up ${JSON.stringify(keys)}: ${words.join(' ')}`, () => {
      assert.deepEqual(keysLookedUp(line(...words)), keys);
    });
  }

  it('is heard also from inside a script, and of any client', () => {
    assert.deepEqual(keysLookedUp('1795705143.811443 [0 lua] "GET" "x"'), ['x']);
    assert.deepEqual(keysLookedUp('1795705143.811443 [3 [::1]:4242] "GET" "x"'), ['x']);
  });

  it('gives each key one line, and different keys different lines', () => {
    const bytes = fc.uint8Array({ maxLength: 12 });
    fc.assert(
      fc.property(fc.array(bytes, { minLength: 1, maxLength: 4 }), (keys) => {
        const read = keysLookedUp(`1.5 [0 lua] "MGET" ${keys.map(quoted).join(' ')}`);
        assert.equal(read.length, keys.length);
        for (const key of read) assert.doesNotMatch(key, /[\r\n]/);
      }),
    );
  });

  it('that nobody can read looks up nothing', () => {
    for (const text of ['', 'OK', '1.5 [0 lua] GET x', '1.5 [0 lua] "GET', '[0 lua] "GET" "x"'])
      assert.deepEqual(keysLookedUp(text), []);
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(keysLookedUp(text))));
  });
});
