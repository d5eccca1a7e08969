import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { BrokenMarshal, readMarshal } from '../../../src/watch/marshal.ts';
import { withPython } from './pythons.ts';

/** A value as both languages understand it: what Python shall write, and what shall be read. */
type Told =
  | ['n' | 'T' | 'F']
  | ['i' | 'f' | 's' | 'b', string]
  | ['t' | 'l', Told[]]
  | ['d', [string, Told][]];

/** Builds each value and writes it, as texts of hexadecimal digits. */
const WRITE = `
import json, marshal, sys
def build(told):
    kind = told[0]
    if kind == 'n': return None
    if kind in 'TF': return kind == 'T'
    if kind == 'i': return int(told[1])
    if kind == 'f': return float(told[1])
    if kind == 's': return told[1]
    if kind == 'b': return bytes.fromhex(told[1])
    if kind == 't': return tuple(map(build, told[1]))
    if kind == 'l': return list(map(build, told[1]))
    return {key: build(value) for key, value in told[1]}
print(json.dumps([marshal.dumps(build(told), 2).hex() for told in json.load(sys.stdin)]))
`;

function readAs(told: Told): unknown {
  switch (told[0]) {
    case 'n':
      return null;
    case 'T':
    case 'F':
      return told[0] === 'T';
    case 'i': {
      const value = Number(told[1]);
      return Number.isSafeInteger(value) ? value : BigInt(told[1]);
    }
    case 'f':
      return Number(told[1].replace('inf', 'Infinity'));
    case 's':
      return told[1];
    case 'b':
      return new Uint8Array(Buffer.from(told[1], 'hex'));
    case 't':
    case 'l':
      return told[1].map(readAs);
    case 'd':
      return Object.fromEntries(told[1].map(([key, value]) => [key, readAs(value)]));
  }
}

/** Also halves of surrogate pairs, NUL, and what is longer than a byte says. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
    .map((units) => String.fromCharCode(...units)),
  fc.integer({ min: 250, max: 300 }).map((length) => 'x'.repeat(length)),
);

const int = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(2n ** 1200n) + 1n, max: 2n ** 1200n - 1n }),
  fc.constantFrom(0n, -1n, 2n ** 31n, -(2n ** 31n), 2n ** 53n, 2n ** 63n, 2n ** 64n, 2n ** 15n),
);

const { value } = fc.letrec<{ value: Told }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Told>(['n'], ['T'], ['F']),
    int.map((each): Told => ['i', String(each)]),
    fc
      .double({ noNaN: true })
      .map((each): Told => ['f', Object.is(each, -0) ? '-0.0' : String(each).replace('Infinity', 'inf')]),
    text.map((each): Told => ['s', each]),
    fc.uint8Array().map((each): Told => ['b', Buffer.from(each).toString('hex')]),
    fc.tuple(fc.constantFrom('t' as const, 'l' as const), fc.array(tie('value'))),
    fc
      .uniqueArray(fc.tuple(fc.oneof(text, fc.constant('__proto__')), tie('value')), {
        selector: ([key]) => key,
      })
      .map((entries): Told => ['d', entries]),
  ),
}));

/** Reads; undefined where it is told that the bytes are broken. Anything else that is thrown goes on. */
function tryToRead(bytes: Uint8Array): unknown {
  try {
    return readMarshal(bytes);
  } catch (error) {
    if (!(error instanceof BrokenMarshal)) throw error;
    return undefined;
  }
}

withPython("what Python's marshal writes", (python) => {
  let samples: { told: Told; bytes: Buffer }[] = [];

  before(() => {
    const values = fc.sample(value, 400);
    const { stdout, stderr } = spawnSync(python.path, ['-c', WRITE], {
      input: JSON.stringify(values),
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf-8:surrogatepass' },
      maxBuffer: 2 ** 28,
    });
    assert.equal(stderr, '');
    const written = JSON.parse(stdout) as string[];
    samples = values.map((told, place) => ({ told, bytes: Buffer.from(written[place]!, 'hex') }));
    assert.equal(written.length, values.length);
  });

  it('is read as it was', () => {
    for (const { told, bytes } of samples) assert.deepEqual(readMarshal(bytes), readAs(told));
  });

  it('is told to be broken wherever it is cut, and with more behind it', () => {
    for (const { bytes } of samples) {
      for (let length = 0; length < Math.min(bytes.length, 200); length++)
        assert.throws(() => readMarshal(bytes.subarray(0, length)), BrokenMarshal);
      assert.throws(() => readMarshal(Buffer.concat([bytes, Buffer.from('N')])), BrokenMarshal);
    }
  });

  it('is read or told to be broken, whatever happens to its bytes', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.nat(399), damage, (which, changes) => {
        const bytes = Buffer.from(samples[which]!.bytes);
        for (const [place, byte] of changes) if (bytes.length > 0) bytes[place % bytes.length] = byte;
        tryToRead(bytes);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('bytes that nobody wrote with marshal', () => {
  it('are read or told to be broken', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        tryToRead(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('cost no more than their length, whatever counts they claim', () => {
    const many = Buffer.from([0xff, 0xff, 0xff, 0x7f]);
    for (const type of '([slu{') {
      const claim = Buffer.concat([Buffer.from(type), many]);
      assert.throws(() => readMarshal(claim), BrokenMarshal);
      assert.throws(
        () => readMarshal(Buffer.concat(Array.from({ length: 20_000 }, () => claim))),
        BrokenMarshal,
      );
    }
  });

  it('are not followed deeper than a message goes', () => {
    const one = Buffer.from([0x28, 1, 0, 0, 0]);
    const nested = (depth: number): Buffer =>
      Buffer.concat([...Array<Buffer>(depth).fill(one), Buffer.from('N')]);
    assert.notEqual(tryToRead(nested(10)), undefined);
    assert.throws(() => readMarshal(nested(200_000)), BrokenMarshal);
  });
});
