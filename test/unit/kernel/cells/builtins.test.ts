import assert from 'node:assert/strict';
import type { KernelBundle } from '../kernelProcess.ts';
import { NotebookProcess, shareNotebook, transcript } from './notebookProcess.ts';

const PUT_BACK = '? The kernel needs this part of the language and has put it back: ';

/** What a cell does to the language, and what it is told has been put back; nothing where it stays. */
const BROKEN: Readonly<Record<string, string>> = {
  'Array.prototype.push = () => 0': 'Array.prototype.push',
  'Map.prototype.get = () => 1': 'Map.prototype.get',
  'Map.prototype.set = () => { throw 1 }': 'Map.prototype.set',
  'Promise.prototype.then = () => {}': 'Promise.prototype.then',
  'Function.prototype.call = Function.prototype.apply = () => {}':
    'Function.prototype.apply, Function.prototype.call',
  'delete Array.prototype[Symbol.iterator]': 'Array.prototype[Symbol.iterator]',
  'JSON.stringify = () => { throw 1 }': 'JSON.stringify',
  'Reflect.apply = Reflect.ownKeys = Reflect.defineProperty = () => false':
    'Reflect.defineProperty, Reflect.apply, Reflect.ownKeys',
  'delete globalThis.Error; delete globalThis.Map': 'Map, Error',
  'Object.getPrototypeOf([].values()).next = () => ({ done: true })': 'Iterator.prototype.next',
  'Object.prototype.type = "done"; Object.prototype.get = () => {}': '',
  'Object.freeze(Object.prototype); Object.freeze(Array.prototype)': '',
};

describe('the language, when a cell breaks it', function () {
  let bundle: KernelBundle;
  let notebook: NotebookProcess;
  shareNotebook((...shared) => ([notebook, bundle] = shared));

  for (const [code, restored] of Object.entries(BROKEN)) {
    it(`is whole again for the next cell: ${code}`, async () => {
      // What stays would be there for all others.
      const own = restored === '' ? await NotebookProcess.start(bundle.file) : notebook;
      try {
        const said = transcript(await own.run(`const kept = [1, 2, 3];\n${code};\nundefined`, 'javascript'));
        assert.deepEqual(said, restored === '' ? [] : [`${PUT_BACK}${restored}.`]);
        const next = `const counts = new Map(kept.map((n) => [n, createCache('lru', n)])); [...counts.keys()].join()`;
        assert.deepEqual(transcript(await own.run(next, 'javascript')), [`= '1,2,3'`]);
      } finally {
        if (own !== notebook) await own.close();
      }
    });
  }

  it('keeps what a cell adds, and its own Math.random, Date and console', async () => {
    const code = `Array.prototype.first = function () { return this[0] }; Math.random = () => 0.5; Date.now = () => 7; 1`;
    assert.deepEqual(transcript(await notebook.run(code, 'javascript')), ['= 1']);
    const next = `[[9].first(), Math.random(), Date.now()].join()`;
    assert.deepEqual(transcript(await notebook.run(next, 'javascript')), [`= '9,0.5,7'`]);
  });
});
