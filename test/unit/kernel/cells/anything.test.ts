import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { KernelToHost } from '../../../../src/protocol/kernel.ts';
import type { Said, NotebookProcess } from './notebookProcess.ts';
import { shareNotebook, transcript } from './notebookProcess.ts';

/** The last lines of cells, and what is told of their value. */
const VALUES: Readonly<Record<string, string>> = {
  'const memo = []; memo[2] = 5; memo': '= [ <2 empty items>, 5 ] [tree]',
  'new Array(5)': '= [ <5 empty items> ]',
  '[, 5]': '= [ <1 empty item>, 5 ] [tree]',
  '[1, , 3]': '= [ 1, <1 empty item>, 3 ] [tree]',
  'const wide = []; wide[4294967294 - 1] = 1; wide': '= [ <4294967293 empty items>, 1 ] [tree]',
  'const users = []; users[2] = { id: 2 }; users': '= [ <2 empty items>, { id: 2 } ] [tree]',
  '[{ a: 1 }, { b: 2 }]': '= [ { a: 1 }, { b: 2 } ] [table]',
  '[{ a: 1, get b() { throw new Error("b") } }]': '= [ { a: 1, b: [Getter] } ] [table]',
  'class Config { static name = 42; size = 1 }; new Config()': '= 42 { size: 1 } [tree]',
  '({ constructor: { name: 7 }, a: 1 })': '= { constructor: { name: 7 }, a: 1 } [tree]',
  '({ constructor: null, a: 1 })': '= { constructor: null, a: 1 } [tree]',
  '/a(?<b>c)/.exec("ac").groups': "= [Object: null prototype] { b: 'c' } [tree]",
  'Object.create(Object.create(null, { constructor: { get() { throw 1 } } }), { a: { value: 1, enumerable: true } })':
    '= Object <[Object: null prototype] {}> { a: 1 } [tree]',
  '[-0, NaN]': '= [ -0, NaN ] [tree]',
  '[-0, 1]': '= [ -0, 1 ]',
  '[Infinity, 1]': '= [ Infinity, 1 ] [tree]',
  '1, 2': '= 2',
  'Object.assign(() => 1, { then: (resolve) => resolve(7) })': '= 7',
  '[1n, Symbol("s")]': '= [ 1n, Symbol(s) ] [tree]',
  'new Uint8Array(3)': '= Uint8Array(3) [ 0, 0, 0 ]',
  'new Float64Array([NaN, 1])': '= Float64Array(2) [ NaN, 1 ]',
  'new BigInt64Array(2)': '= BigInt64Array(2) [ 0n, 0n ]',
  'Proxy.revocable([], {}).proxy': '= [] ',
  '(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()':
    '= <Revoked Proxy>',
  'new Proxy({}, { ownKeys() { throw new Error("keys") }, get() { throw new Error("get") } })': '= {} ',
  '({ [Symbol.for("nodejs.util.inspect.custom")]() { throw new Error("inside") } })':
    '= [Object that cannot be shown]',
  '({ [Symbol.for("nodejs.util.inspect.custom")]: () => 7 })': '= 7',
  '({ get [Symbol.toStringTag]() { throw new Error("tag") }, a: 1 })':
    '= [Object that cannot be shown] [tree]',
  '({ __proto__: { get constructor() { throw new Error("maker") } }, a: 1 })': '= { a: 1 } [tree]',
  '[Number.MAX_VALUE, -Number.MAX_VALUE]': '= [ 1.7976931348623157e+308, -1.7976931348623157e+308 ]',
};

/** Cells that throw, and what is told of that. */
const ERRORS: Readonly<Record<string, string | RegExp>> = {
  'class E extends Error { get message() { return this.response.status } } throw new E()':
    "! Error: its message cannot be read, because asking for it throws: Cannot read properties of undefined (reading 'status')",
  'class E extends Error { name = Symbol("named") } throw new E("x")': /^! Symbol\(named\): x/,
  'class E extends Error { get name() { throw 1 } get stack() { throw 2 } } throw new E("x")': '! Error: x',
  'throw { [Symbol.for("nodejs.util.inspect.custom")]() { throw new Error("inside") } }':
    '! Uncaught: [Object that cannot be shown]',
  'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy': '! Uncaught: <Revoked Proxy>',
  'const { proxy, revoke } = Proxy.revocable(new Error("x"), {}); revoke(); await Promise.reject(proxy)':
    '! Uncaught: <Revoked Proxy>',
  'throw Object.defineProperty(new Error("x"), "message", { get() { throw this } })':
    /^! Error: its message cannot be read, because asking for it throws: /,
  'throw Object.assign(new Error("x"), { message: 5, stack: {}, cause: { get message() { throw 1 } } })':
    /^! Error: 5\nCaused by .*Getter/s,
  'throw null': '! Uncaught: null',
  'throw new Error("outer", { cause: new TypeError("inner", { cause: "deepest" }) })':
    "! Error: outer\nCaused by TypeError: inner (line 1)\nCaused by 'deepest' @ 1",
  'const e = new Error("a"); e.cause = e; throw e': '! Error: a @ 1',
  'await Promise.any([Promise.reject(new Error("a")), Promise.reject(new Error("b"))])':
    '! AggregateError: All promises were rejected\n1 of 2: Error: a (line 1)\n2 of 2: Error: b (line 1)',
  'const limit = 1; limit = 2': '! TypeError: Assignment to constant variable. @ 1',
  '1;\n/(?<x>a)\\p{Foo}/u':
    '! SyntaxError: Invalid regular expression: /(?<x>a)\\p{Foo}/u: Invalid property name @ 2',
};

/** `fc.stringify` writes it as code that makes it again. */
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withBoxedValues: true,
});

describe('whatever cells make', function () {
  this.timeout(60_000);
  let notebook: NotebookProcess;

  shareNotebook((shared) => (notebook = shared));

  const run = (code: string): Promise<Said> => notebook.run(code, 'javascript');

  for (const [code, told] of Object.entries(VALUES)) {
    it(`is told as what it is: ${code}`, async () => {
      assert.deepEqual(
        transcript(await run(code)).map((line) => line.trimEnd()),
        [told.trimEnd()],
      );
    });
  }

  for (const [code, told] of Object.entries(ERRORS)) {
    it(`is told where it is thrown, and the cell ends: ${code}`, async () => {
      const [said = ''] = transcript(await run(code));
      if (typeof told === 'string') assert.equal(said, told);
      else assert.match(said, told);
    });
  }

  for (const code of Object.keys(ERRORS).filter((code) => !code.includes('await') && !code.includes('(?<'))) {
    it(`is told where a timer throws it: ${code}`, async () => {
      const wait = 'await new Promise((resolve) => setTimeout(resolve, 5))';
      const [said = ''] = transcript(await run(`setTimeout(() => { ${code} }, 1); ${wait}`));
      assert.match(said, /^\? Uncaught/);
    });
  }

  it('is told, whatever it is, and the kernel lives', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        const said = await run(`(${fc.stringify(value)})`);
        assert.equal(said.at(-1)?.type, 'done');
        if (value !== undefined) assert.ok(said.some(({ type }) => type === 'display' || type === 'error'));
      }),
      { numRuns: 150 },
    );
  });

  it('of millions of numbers the first are told, and how many more there are', async () => {
    for (const code of ['show(new Float64Array(1e6))', 'show(new Array(1e6).fill(0))']) {
      const display = (await run(code)).find(isDisplay);
      const value = display?.shown.value;
      assert.ok(value?.kind === 'numbers' && value.values.length === 1000 && value.more === 999_000);
    }
  });

  it('is cut where it is too long, as a value and as an error', async () => {
    for (const code of [`'x'.repeat(6e7)`, `throw new Error('x'.repeat(6e7))`, `throw 'x'.repeat(6e7)`]) {
      assert.ok(JSON.stringify(await run(code)).length < 1.2 * 2 ** 20);
    }
  });
});

function isDisplay(message: KernelToHost): message is Extract<KernelToHost, { type: 'display' }> {
  return message.type === 'display';
}
