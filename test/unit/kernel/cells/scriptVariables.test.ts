import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KernelBundle } from '../kernelProcess.ts';
import { bundleNotebookKernel, NotebookProcess, parseCells, transcript } from './notebookProcess.ts';

/** What cells do that no program does as a whole. Each part uses names of its own; all run in one kernel. */
const NOTEBOOKS: Readonly<Record<string, string>> = {
  'a cell that fails takes no earlier variable away': String.raw`
    > let total = 41; const fixed = 1; class Kept {}; import { sep } from 'node:path'
    > throw new Error('too early'); let total = 42; const fixed = 2; class Kept { x = 1 }; const never = 1
    ! Error: too early @ 1
    > [total, fixed, new Kept(), sep]
    = [ 41, 1, Kept {}, '/' ] [tree]
    > never
    ! ReferenceError: never is not defined @ 1
    > let total = total + 1
    ! ReferenceError: Cannot access 'total' before initialization @ 1
    > total += 1
    = 42
    > fixed = 5
    ! TypeError: Assignment to constant variable. @ 1
    > import { nothing as total } from 'no-such-package'
    ! Error: There is no package "no-such-package" in the folder of the notebook. Install it there with npm. @ 1
    > total
    = 42
  `,
  'a variable can be declared anew, and earlier functions see it': String.raw`
    > const fetch = (url) => 'first ' + url
    . function load(url) { return fetch(url) + performance.now() }
    > const fetch = (url) => 'second ' + url; let performance = { now: () => '!' }
    > load(1) + fetch.name
    = 'second 1!fetch'
    > function fetch(url) { return 'third ' + url }
    > load(1)
    = 'third 1!'
    > enum performance { now }; let open = 1
    > performance()
    ! TypeError: performance is not a function @ 1
    > class open {}; typeof open
    = 'function'
    > const open = 2; var open2 = open
    > var open; open
    = 2
  `,
  'a variable for the cell that is interrupted below': String.raw`
    > let waiting = 'before'
  `,
  'the engine’s own refusals have their line': String.raw`
    > const fine = 1;
    . /(/.test('a')
    ! SyntaxError: Invalid regular expression: /(/: Unterminated group @ 2
    > let a1 = 1
    . import.meta.url
    ! SyntaxError: A cell is no file, so it has no import.meta. @ 2
    > const limit1 = 1
    . limit1 = 2
    ! TypeError: Assignment to constant variable. @ 2
    > {
    .   for (using x = null;;) {}
    . }
    ! SyntaxError: Write "using" before the loop, in a block of its own. @ 2
    > export default 5
    ! SyntaxError: A cell exports nothing: other cells see its variables as they are. @ 1
    > class Named {
    .   accessor ['computed'] = 1
    . }
    ! SyntaxError: An accessor needs a plain name here. Write a getter and a setter instead. @ 2
    > import { nothing } from 'node:path'
    . nothing
    ! SyntaxError: The module "node:path" has no export named "nothing". @ 1
  `,
  'TypeScript that makes something': String.raw`
    > import os = require('node:os')
    . namespace Depth { export const one = 1 }
    > namespace Depth { export const two = one + 1 }; enum Days { Mon = 1 }
    > enum Days { Tue = Mon + 1 }
    . [typeof os.cpus, Depth.one, Depth.two, Days.Mon, Days[2]]
    = [ 'function', 1, 2, 1, 'Tue' ] [tree]
    > 5
    . interface Nothing {}
    = 5
    > function fails(
    .   a: {
    .     b: number
    .   },
    . ): never {
    .   throw new Error('line six')
    . }
    . fails({ b: 1 })
    ! Error: line six @ 6 fails, 8
  `,
  resources: String.raw`
    > const closed: string[] = []
    . using held = { [Symbol.dispose]() { closed.push('held') } }
    . closed.length
    = 0
    > closed.join()
    = 'held'
    > await using slow = { async [Symbol.asyncDispose]() { await null; closed.push('slow') } }
    . throw new Error('in the cell')
    ! Error: in the cell @ 2
    > closed.join()
    = 'held,slow'
  `,
  'what belongs to a package is not disturbed': String.raw`
    > const window = [1, 2, 3], process = 'mine', Map = 5, Promise = 6
    > import { LRUCache } from 'lru-cache'
    . new LRUCache({ max: window.length }).max + process + typeof globalThis.process.exit + typeof globalThis.window
    = '3minefunctionundefined'
    > void (globalThis.setTimeout = () => 'replaced')
    > const timer = () => setTimeout(); timer()
    = 'replaced'
  `,
};

const FILES: Readonly<Record<string, string>> = {
  'data.json': '{ "entries": [1, 2] }',
  'live.mjs': 'export let count = 0; export const bump = () => { count++ }',
  'broken.mjs': `import './deeper.mjs'`,
  'typed.ts': 'export const x: number = 1',
};

const IMPORTS = String.raw`
  > import data from './data.json' with { type: 'json' }
  . data.entries.length
  = 2
  > (await import('./data.json', { with: { type: 'json' } })).default.entries
  = [ 1, 2 ]
  > import { count, bump } from './live.mjs'
  . bump(); count
  = 1
  > bump(); count
  = 2
  > count++
  ! TypeError: Assignment to constant variable. @ 1
  > const x1 = 1
  . import './mymod'
  ! Error: There is no file "./mymod" in the folder of the notebook. Write its whole name, with its ending, as in "./tools.js". @ 2
  > await import('./mymod').catch(({ code }) => code)
  = 'ERR_MODULE_NOT_FOUND'
  > import '.'
  ! Error: "." is a folder. Name a file in it, with its ending, as in "./tools/index.js". @ 1
`;

describe('script cells of one notebook', () => {
  let bundle: KernelBundle;
  let folder: string;
  let notebook: NotebookProcess;
  before(async () => {
    bundle = await bundleNotebookKernel();
    folder = mkdtempSync(path.join(tmpdir(), 'cachebook-imports-'));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(folder, name), text);
    notebook = await NotebookProcess.start(bundle.file, process.cwd());
  });
  after(async () => {
    await notebook.close();
    rmSync(folder, { recursive: true });
  });

  async function check(kernel: NotebookProcess, text: string): Promise<void> {
    for (const { code, said } of parseCells(text))
      assert.deepEqual(transcript(await kernel.run(code)), said, code);
  }

  for (const [title, text] of Object.entries(NOTEBOOKS)) it(title, () => check(notebook, text));

  it('an interrupted cell takes no earlier variable away', async () => {
    notebook.execute('console.log("running"); await new Promise(() => {}); let waiting = "after"');
    await notebook.until('output');
    notebook.send({ type: 'interrupt' });
    await notebook.until('idle');
    assert.deepEqual(transcript(await notebook.run('waiting')), ["= 'before'"]);
  });

  it('files of the folder, with what they are', async () => {
    const beside = await NotebookProcess.start(bundle.file, folder);
    await check(beside, IMPORTS);
    const [nested] = transcript(await beside.run(`import './broken.mjs'`));
    assert.match(nested ?? '', /^! Error: Cannot find module '.*deeper.mjs' imported from .*broken.mjs @ 1$/);
    await beside.close();
  });
});
