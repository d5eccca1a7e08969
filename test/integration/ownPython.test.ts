import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { commands, window } from 'vscode';
import { liveKernels } from './support/kernels.ts';
import { cellsOf, closeNotebooks, openNotebook, run, runCells, untilSaid } from './support/notebooks.ts';

/** A person may have no Python; a machine that checks everything has one. */
const isPythonHere = spawnSync('python3', ['--version']).status === 0;
const itWithPython = isPythonHere || process.env['CI'] !== undefined ? it : it.skip;

const CELLS = cellsOf(
  ['python', 'import os, sys\nprint(os.path.isabs(sys.executable), sys.platform != "emscripten")'],
  ['python', 'import beside\nprint(open("data.txt").read(), beside.fib(20), beside.fib.cache_info())'],
  ['ts', 'const kept: number = 1;\nkept'],
  ['python', 'print("on")\nwhile True: pass'],
  ['python', 'print(beside.fib(3))'],
  ['ts', 'typeof kept'],
);

const BESIDE = `from functools import lru_cache

@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
`;

/** As the kernel picker does it. */
async function choose(id: string): Promise<void> {
  const choice = { notebookEditor: window.activeNotebookEditor, id, extension: 'cachebook.cachebook' };
  await commands.executeCommand('notebook.selectKernel', choice);
}

describe("a notebook with the person's own Python", () => {
  afterEach(closeNotebooks);

  itWithPython(
    'runs its cells in it, beside its files, stops them, and begins anew where another kernel is chosen',
    async () => {
      const notebook = await openNotebook(CELLS);
      writeFileSync(path.join(notebook.uri.fsPath, '../beside.py'), BESIDE);
      writeFileSync(path.join(notebook.uri.fsPath, '../data.txt'), 'what was read');
      await choose('cachebook-own-python');
      assert.deepEqual(await run(notebook, 0), ['True True']);
      assert.deepEqual(await run(notebook, 1), [
        'what was read 6765 CacheInfo(hits=18, misses=21, maxsize=None, currsize=21)',
      ]);
      assert.deepEqual(await run(notebook, 2), ['= 1']);
      const endless = runCells(notebook, 3);
      await untilSaid(notebook.cellAt(3), 'on');
      await commands.executeCommand('cachebook.interrupt');
      await untilSaid(notebook.cellAt(3), /KeyboardInterrupt/);
      await endless;
      assert.deepEqual(await run(notebook, 4), ['2']);
      await choose('cachebook');
      assert.deepEqual(await run(notebook, 0), ['True False']);
      assert.deepEqual(await run(notebook, 5), ["= 'undefined'"]);
      assert.equal(liveKernels().length, 1);
    },
  );
});
