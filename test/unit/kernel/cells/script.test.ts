import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { KernelBundle } from '../kernelProcess.ts';
import { bundleNotebookKernel, NotebookProcess, parseCells, transcript } from './notebookProcess.ts';

const FOLDER = fileURLToPath(new URL('../../../..', import.meta.url));

/** Each part is one notebook: its cells run one after the other. */
const NOTEBOOKS: Readonly<Record<string, string>> = {
  'the value of the last expression is shown': String.raw`
    > 1 + 1
    = 2
    > 'text' // with a comment
    = 'text'
    > const x = 1
    > undefined
    > null
    = null
    > (1, 2)
    = 2
    > await Promise.resolve(5)
    = 5
    > Promise.resolve(6)
    = 6
    > if (true) { 7 }
  `,
  'variables live on, and can be declared anew': String.raw`
    > const a: number = 1; let b = 2; var c = 3
    . function sum(): number { return a + b + c }
    . class Point { constructor(public x: number) {} }
    > sum()
    = 6
    > b = 10; sum()
    = 14
    > const a = 100
    > sum()
    = 113
    > a = 5
    ! TypeError: Assignment to constant variable. @ 1
    > class Point { y = 4 }
    . new Point()
    = Point { y: 4 } [tree]
    > function sum() { return 'new' }
    > sum() + sum.name
    = 'newsum'
    > const { a, ...rest } = { a: 7, q: 8 }, [, second = 9] = [1]
    > [a, rest.q, second]
    = [ 7, 8, 9 ]
    > early(); function early() { console.log('called') }
    called
    > typeof undeclared
    = 'undefined'
    > undeclared = 5
    ! ReferenceError: undeclared is not defined @ 1
    > let late; late = 1; late
    = 1
  `,
  'a const has no value before its line, and none after a failure': String.raw`
    > soon; const soon = 1
    ! ReferenceError: Cannot access 'soon' before initialization @ 1
    > soon
    ! ReferenceError: soon is not defined @ 1
  `,
  'a var is the notebook’s wherever it stands outside of functions': String.raw`
    > for (var i = 0; i < 3; i++) {}
    . if (i) { var inner = 4 }
    . for (var key in { z: 1 }) ;
    . for (var item of [8]) ;
    . (() => { var hidden = 1 })()
    > [i, inner, item]
    = [ 3, 4, 8 ]
    > key + typeof hidden
    = 'zundefined'
    > for (const only of [1]) { let here = only }
    > typeof only + typeof here
    = 'undefinedundefined'
  `,
  'names of the platform belong to the cells that take them': String.raw`
    > const Map = 5; class Set {}
    . function setTimeout() { return 'mine' }
    > [Map, Set.name, setTimeout()].join(' ')
    = '5 Set mine'
    > const { Map: real } = globalThis; new real([[1, { a: 2 }]])
    = Map(1) { 1 => { a: 2 } } [table]
    > lruCache((n: number) => n)(3)
    = 3
  `,
  imports: String.raw`
    > import { sep } from 'node:path'
    . import fs, { readFileSync as read } from 'node:fs'
    . import * as os from 'node:os'
    . import type { Stats } from 'node:fs'
    > sep + typeof fs.statSync + typeof read + typeof os.cpus
    = '/functionfunctionfunction'
    > (await import('node:path')).sep
    = '/'
    > import { LRUCache } from 'lru-cache'
    . new LRUCache({ max: 2 }).max
    = 2
    > import nothing from 'no-such-package'
    ! Error: There is no package "no-such-package" in the folder of the notebook. Install it there with npm. @ 1
    > export const out = 1
    > out
    = 1
    > export { out }; const out = 2
    ! SyntaxError: A cell exports nothing: other cells see its variables as they are. @ 1
  `,
  TypeScript: String.raw`
    > enum Size { Small, Large }
    . interface Shape { area: number }
    . type Named = Shape & { name?: string }
    . const shape = { area: 2 } satisfies Named as Shape
    . const id = <T,>(value: T): T => value
    . abstract class Base { protected abstract draw(): void }
    > Size.Large + id(shape.area!)
    = 3
  `,
  'decorators of methods, getters and setters': String.raw`
    > const log: string[] = []
    . const say = (name: string) => { log.push(name); return (fn: any, { kind, name: key, static: isStatic }: any) => {
    .   log.push(name + ' of ' + (isStatic ? 'static ' : '') + kind + ' ' + String(key))
    .   return function (this: any, ...args: unknown[]) { return fn.apply(this, args) + name }
    . } }
    . class Words {
    .   #end = '.'; static first = Words.make()
    .   @say('a') @say('b')
    .   public hello(to: string): string { return 'hello ' + to + this.#end }
    .   @(say('c')) // for all
    .   static make() { return 'made' }
    .   @say('d') get ['comp' + 'uted']() { return 'got' }
    .   @say('e') async 'two words'() { return 1 }
    . }
    > [Words.first, new Words().hello('you'), new Words().computed, new Words().hello.length]
    = [ 'madec', 'hello you.ba', 'gotd', 0 ] [tree]
    > log.join(', ')
    = 'a, b, c, d, e, c of static method make, b of method hello, a of method hello, d of getter computed, e of method two words'
    > class Stairs {
    .   @lruCache({ maxsize: 16 }) ways(n: number): number { return n < 3 ? n : n === 3 ? 4 : this.ways(n - 3) + this.ways(n - 2) + this.ways(n - 1) }
    .   @lruCache
    .   twice(n: number) { throw new Error('line six') }
    . }
    > new Stairs().ways(30)
    = 53798080
    > Stairs.prototype.ways.cacheInfo()
    = CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)
    > new Stairs().twice(1)
    ! Error: line six @ 4 Stairs.twice, 1
    > const bound = (fn: any, { name, addInitializer }: any) => addInitializer(function (this: any) { this[name] = fn.bind(this) })
    . class Counter { count = this.step.name; @bound step() { return this.count } }
    . class More extends Counter { @bound other() { return 2 } }
    . const { step, other } = new More(); step() + other()
    = 'bound step2'
    > Object.keys(new More())
    = [ 'step', 'count', 'other' ] [tree]
    > class Odd { @5 x() {} }
    ! SyntaxError: Unexpected token @ 1
    > class Odd { @(5) x() {} }
    ! TypeError: A decorator of "x" is no function. @ 1, 1
    > class Odd { @(() => 5) x() {} }
    ! TypeError: A decorator of "x" returned something that is no function. @ 1, 1
    > class Odd {
    .   @bound field = 1
    . }
    ! SyntaxError: Decorators work on public methods, getters and setters of a class. For anything else, call the decorator as a function. @ 2
    > @bound class Odd {}
    ! SyntaxError: Decorators work on public methods, getters and setters of a class. For anything else, call the decorator as a function. @ 1
    > class Odd { @bound #hidden() {} }
    ! SyntaxError: Decorators work on public methods, getters and setters of a class. For anything else, call the decorator as a function. @ 1
    > const email = 'a@b'; email.split('@').length // @ in a comment
    = 2
  `,
  'errors tell the line of the cell': String.raw`
    > function fail() {
    .   throw new Error('no')
    . }
    > const before = 1
    .
    . fail()
    ! Error: no @ 2 fail, 3
    > null.x
    ! TypeError: Cannot read properties of null (reading 'x') @ 1
    > let one = 1
    . let two = ;
    ! SyntaxError: Unexpected token @ 2
    > let twice = 1; let twice = 2
    ! SyntaxError: Identifier 'twice' has already been declared. @ 1
    > const type: = 5
    ! SyntaxError: Unexpected token @ 1
    > throw { code: 5 }
    ! Uncaught: { code: 5 }
    > await Promise.reject(new RangeError('later'))
    ! RangeError: later @ 1
    > void Promise.reject(new Error('left alone'))
    . await new Promise((resolve) => setTimeout(resolve, 10))
    ? Uncaught Error: left alone (line 1)
  `,
  'the console, values and show': String.raw`
    > console.log('a', 1, { b: [2] }); console.error('wrong'); process.stdout.write('raw\n')
    a 1 { b: [ 2 ] }
    ? wrong
    raw
    = true
    > console.table([{ a: 1 }]); show([1, 2, 3])
    ┌─────────┬───┐
    │ (index) │ a │
    ├─────────┼───┤
    │ 0       │ 1 │
    └─────────┴───┘
    = [ 1, 2, 3 ] [numbers]
    > show('both', 2)
    = 'both'
    = 2
    > [{ a: 1, b: 'x' }, { a: 2 }]
    = [ { a: 1, b: 'x' }, { a: 2 } ] [table]
    > const round = { name: 'r', get g() { throw new Error('called') } }; round.self = round; round
    = <ref *1> { name: 'r', g: [Getter], self: [Circular *1] } [tree]
    > new Proxy({}, { ownKeys() { throw new Error('trap') } })
    = {}
  `,
  'the engine is there without import': String.raw`
    > const stepsTo = lruCache({ maxsize: 16 })((n: number): number =>
    .   n <= 2 ? n : n === 3 ? 4 : stepsTo(n - 3) + stepsTo(n - 2) + stepsTo(n - 1))
    . stepsTo(30)
    = 53798080
    > stepsTo.cacheInfo()
    = CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)
    > console.log(stepsTo.cacheInfo())
    CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)
    > stepsTo
    = stepsTo: CacheInfo(hits=52, misses=30, maxsize=16, currsize=16) [cache]
    > simulate('lru', 3, 'ABCAADBEA').evictions
    = 4
    > [timeit(() => 1, { repeat: 2, number: 1 }).times.length, missRatioCurve([1, 2, 1]).misses(2)]
    = [ 2, 2 ]
    > [cache, timedLruCache, ttlCache, memoize, createCache].every((each) => typeof each === 'function')
    = true
    > lruCache('8')
    ! TypeError: maxsize must be an integer or null, not "8". @ 1
    > const cache = 5; cache
    = 5
  `,
};

describe('script cells', () => {
  let bundle: KernelBundle;
  let notebook: NotebookProcess;
  before(async () => {
    bundle = await bundleNotebookKernel();
  });
  beforeEach(async () => {
    notebook = await NotebookProcess.start(bundle.file, FOLDER);
  });
  afterEach(() => notebook.close());

  for (const [title, text] of Object.entries(NOTEBOOKS)) {
    it(title, async () => {
      for (const { code, said } of parseCells(text)) {
        assert.deepEqual(transcript(await notebook.run(code)), said, code);
      }
    });
  }

  it('JavaScript shares the variables, and knows no types', async () => {
    await notebook.run('const shared: number = 41');
    assert.deepEqual(transcript(await notebook.run('shared + 1', 'javascript')), ['= 42']);
    assert.deepEqual(transcript(await notebook.run('const typed: number = 1', 'javascript')), [
      '! SyntaxError: Missing initializer in const declaration. @ 1',
    ]);
  });

  it('an error names the cell that it came through', async () => {
    await notebook.run('const cause = () => { throw new Error("x") }');
    const error = (await notebook.run('\ncause()')).find(({ type }) => type === 'error');
    assert.ok(error?.type === 'error');
    assert.deepEqual(error.frames, [
      { run: 'cell 1', line: 1, name: 'cause' },
      { run: 'cell 2', line: 2, name: '' },
    ]);
  });

  it('an error that is shown or printed has the lines of cells only', async () => {
    const code = `const failed = (rest) => Object.assign(new Error('no', { cause: new TypeError('why') }), rest);
      show(failed(), { inside: failed({ code: 7 }) }); console.log(failed({ code: 7 }))`;
    const text = (await notebook.run(code, 'javascript'))
      .map((said) => (said.type === 'output' ? said.text : said.type === 'display' ? said.shown.text : ''))
      .join('\n');
    const frames = [...text.matchAll(/^\s+at .*/gm)].map(([line]) => /cell-\d+:\d+/.test(line));
    assert.deepEqual(frames, Array<boolean>(12).fill(true));
  });

  it('packages are refused where there is no trusted folder', async () => {
    const elsewhere = await NotebookProcess.start(bundle.file);
    const [error] = transcript(await elsewhere.run('import "lru-cache"'));
    await elsewhere.close();
    assert.match(error ?? '', /^! "lru-cache" cannot be imported: packages come from the workspace/);
  });

  it('a cell in no language says which there are', async () => {
    assert.deepEqual(transcript(await notebook.run('1', 'cobol')), [
      '! Cells cannot be written in "cobol". Choose one of: typescript, javascript, python.',
    ]);
  });

  it('cells run one after the other', async () => {
    notebook.execute('await new Promise((resolve) => setTimeout(resolve, 20)); console.log("first")');
    notebook.execute('console.log("second")');
    const said = [...(await notebook.until('done')), ...(await notebook.until('done'))];
    assert.deepEqual(transcript(said), ['first', 'second']);
  });
});
