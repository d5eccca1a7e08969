import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { commands, Uri } from 'vscode';
import type { WatchResult } from '../../src/host/watch/results.ts';

const itWithPython =
  spawnSync('python3', ['--version']).status === 0 || process.env['CI'] !== undefined ? it : it.skip;

const STAIRS = `import sys
from functools import lru_cache

@lru_cache(maxsize=16)
def stairs(n):
    return {1: 1, 2: 2, 3: 4}.get(n) or stairs(n - 3) + stairs(n - 2) + stairs(n - 1)

stairs(int(sys.argv[1]))
sys.exit(3)
`;

describe('programs that are watched', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'watched "programs" ä '));
  after(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, text: string): Uri {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return Uri.file(file);
  }

  itWithPython('run in a terminal, and tell of their caches when they have ended', async () => {
    const file = write('stairs 🪜.py', STAIRS);
    const { exitCode, caches } = await commands.executeCommand<WatchResult>(
      'cachebook.watchPythonFile',
      file,
      {
        args: ['30'],
        recordKeys: true,
      },
    );
    assert.equal(exitCode, 3);
    const [first] = caches;
    assert.deepEqual(first?.info, { hits: 52, misses: 30, maxsize: 16, currsize: 16 });
    assert.deepEqual([first.file, first.line, first.own], [file.fsPath, 4, true]);
    assert.equal(first.advice, '3 would be enough');
  });

  it('are Node programs, too', async () => {
    const file = write('quick.cjs', 'process.exitCode = process.argv.length;');
    const options = { args: ['a b', '"c"'] };
    const { exitCode, caches } = await commands.executeCommand<WatchResult>(
      'cachebook.watchNodeScript',
      file,
      options,
    );
    assert.equal(exitCode, 4);
    assert.deepEqual(caches, []);
  });

  it('are refused with a sentence where they cannot start', async () => {
    const watch = async (file: unknown, options: object): Promise<unknown> =>
      commands.executeCommand('cachebook.watchPythonFile', file, options);
    const missing = Uri.file(path.join(folder, 'missing.py'));
    await assert.rejects(watch(missing, {}), /There is no file/);
    const file = write('any.py', '');
    await assert.rejects(watch(file, { interpreter: folder }), /is a folder, not an interpreter/);
    await assert.rejects(
      watch(file, { interpreter: '/no/python' }),
      /There is no interpreter at \/no\/python/,
    );
    await assert.rejects(watch(file, { arguments: [] }), /arguments/);
    await assert.rejects(watch('stairs.py', {}), /Uri/);
  });
});
