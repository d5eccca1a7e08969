import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { addHearing, HEAR, HEAR_MODULE, withHearing } from '../../../src/probe/node/files.ts';
import { describer } from '../../../src/probe/node/keys.ts';
import { type ProbeMessage, probeMessageOf } from '../../../src/watch/messages.ts';

const describeKey = describer(false, 'salt');

/** Runs a module, and returns what it exports and what was heard. */
async function load(source: string): Promise<{ exported: Record<string, unknown>; heard: string[] }> {
  const heard: string[] = [];
  const hear = (file: string, name: string, value: () => number): unknown => {
    heard.push(name);
    return Object.assign(() => value, { file });
  };
  Object.defineProperty(globalThis, Symbol.for(HEAR), { value: hear, configurable: true });
  try {
    const url = `data:text/javascript,${encodeURIComponent(addHearing(source, '/a/file.js'))}`;
    return { exported: (await import(url)) as Record<string, unknown>, heard };
  } finally {
    Reflect.deleteProperty(globalThis, Symbol.for(HEAR));
  }
}

const wasReplaced = (value: unknown): boolean => (value as { file?: string }).file === '/a/file.js';

describe('a module that is heard', () => {
  const forms: readonly (readonly [string, string, readonly string[]])[] = [
    ['a class', 'export class A {}', ['A']],
    ['a function', 'export function a() {}', ['a']],
    ['an asynchronous function', 'export async function a() {}', ['a']],
    ['a class by default', 'export default class A {}', ['default']],
    ['a function by default', 'export default function a() {}', ['default']],
    ['a name by default', 'class A {}\nexport default A;', ['default']],
    ['a name by default, without a semicolon', 'class A {}\nexport default A\n', ['default']],
    ['a list', 'class A {}\nfunction b() {}\nexport { A, b as c };', ['A', 'c']],
    ['a list that was made small', 'class A{};export{A as default};', ['default']],
    ['a comment at the end', 'export class A {} // the end', ['A']],
  ];
  for (const [what, source, names] of forms) {
    it(`shows what it exports: ${what}`, async () => {
      const { exported, heard } = await load(source);
      assert.deepEqual(heard, names);
      for (const name of names) assert.ok(wasReplaced(exported[name]), name);
    });
  }

  for (const [what, source] of [
    ['a constant', 'const a = 1;\nexport { a };'],
    ['what is another module’s', "import { sep as a } from 'node:path';\nexport { a };"],
    ['what is passed on', "export { sep as a } from 'node:path';"],
    ['an example in a comment', 'export const a = 1;\n/*\nexport { gone };\nexport default gone;\n*/'],
    ['an expression by default', 'export default [1];\nexport const a = 1;'],
  ] as const) {
    it(`is as it was where that cannot be: ${what}`, async () => {
      const { exported } = await load(source);
      for (const value of Object.values(exported)) assert.ok(!wasReplaced(value));
      assert.ok(Object.keys(exported).length > 0);
    });
  }

  it('keeps its lines', () => {
    const source = 'class A {}\n\nexport default A;\n\nexport class B {}\n';
    const lines = addHearing(source, '/a').split('\n');
    for (const [at, line] of source.split('\n').slice(0, 5).entries())
      assert.ok(lines[at]!.endsWith(line), line);
  });
});

describe('a file that Node reads for a program', () => {
  const urlOf = (name: string): string => pathToFileURL(createRequire(import.meta.url).resolve(name)).href;
  const library = urlOf('lru-cache-5');

  for (const [what, format, source, shown] of [
    ['CommonJS', 'commonjs', 'exports.a = 1; // the end', HEAR_MODULE],
    ['what nobody says to be a module', undefined, 'exports.a = 1;', HEAR_MODULE],
    ['a module that nobody says to be one', undefined, 'export class A {}', HEAR],
    ['a module', 'module', 'export class A {}', HEAR],
    ['a module in bytes', 'module', Buffer.from('export class A {}'), HEAR],
  ] as const) {
    it(`has a line more, which shows what it exports: ${what}`, () => {
      const { source: text } = withHearing(library, { format, source }, true);
      assert.ok(typeof text === 'string');
      assert.ok(text.startsWith(`${source.toString()}\n`));
      assert.ok(text.includes(JSON.stringify(shown)), text);
    });
  }

  it('is left as it is where it belongs to no library that is heard, is data, or is not ours to bring', () => {
    const module = { format: 'module', source: 'export class A {}' };
    const [data, script] = [
      { format: 'json', source: '{}' },
      { format: 'commonjs', source: '' },
    ];
    for (const url of [urlOf('mocha'), import.meta.url, 'data:text/javascript,1', 'node:fs']) {
      assert.equal(withHearing(url, module, true), module);
    }
    for (const loaded of [data, script]) assert.equal(withHearing(library, loaded, true), loaded);
    const commonJs = { format: 'commonjs', source: 'exports.a = 1;' };
    assert.equal(withHearing(library, commonJs), commonJs);
  });
});

describe('the key of a watched Node program', () => {
  it('is told without running anything of the program, whatever it is', () => {
    const ask = (): never => assert.fail('it was asked');
    const traps = new Proxy({}, { get: () => ask });
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }),
        (value) => {
          for (const key of [value, new Proxy(Object(value) as object, traps)]) {
            const told = describeKey(key);
            assert.ok(typeof told === 'number' ? Number.isFinite(told) : told.length <= 500);
            const message = probeMessageOf(JSON.parse(JSON.stringify(['calls', 1, [[1, 0, 4, told]]])));
            assert.equal(message?.type satisfies ProbeMessage['type'] | undefined, 'calls');
          }
        },
      ),
    );
  });

  it('is told apart wherever a Map tells it apart', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('1', 'null', '<Object 1>', "'"),
    );
    const plain = fc.oneof(
      texts,
      fc.double(),
      fc.integer(),
      fc.bigInt(),
      fc.boolean(),
      fc.constantFrom(null, undefined),
    );
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        const isSame = new Map([[one, 1]]).has(other);
        const areAlike = JSON.stringify(describeKey(one)) === JSON.stringify(describeKey(other));
        // What is longer is told by its hash.
        assert.equal(areAlike, isSame);
      }),
    );
  });

  it('is known again by its identity, where it has no other', () => {
    for (const key of [{}, [], () => 1, Symbol('a'), Symbol.for('a'), new Date()]) {
      assert.equal(describeKey(key), describeKey(key));
    }
    assert.notEqual(describeKey({}), describeKey({}));
  });

  it('is a hash where that is asked, and another one in another run', () => {
    const [one, other] = [describer(true, 'one'), describer(true, 'other')];
    assert.match(String(one('a')), /^[0-9a-f]{16}$/);
    assert.equal(one('a'), one('a'));
    assert.notEqual(one(1), one('1'));
    assert.notEqual(one('a'), other('a'));
  });
});
