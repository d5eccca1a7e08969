import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { commands, Uri } from 'vscode';
import type { WatchResult } from '../../src/host/watch/results.ts';
import { messageOf } from './support/scenarios.ts';

/** A person may have no Python; a machine that checks everything has one. */
const isPythonHere = spawnSync('python3', ['--version']).status === 0;
const itWithPython = isPythonHere || process.env['CI'] !== undefined ? it : it.skip;

/** Where a library of ours lies; the package brings none. */
function folderOf(library: string): string {
  const main = createRequire(__filename).resolve(library);
  const inModules = path.join('node_modules', library);
  return main.slice(0, main.lastIndexOf(inModules) + inModules.length);
}

describe('the programs of lesson 9, watched for other programs', () => {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'cachebook watched ')));
  const uriOf = (name: string): Uri => Uri.file(path.join(folder, name));
  const watch = (command: string, name: string, options: object): Promise<WatchResult> =>
    Promise.resolve(commands.executeCommand<WatchResult>(command, uriOf(name), options));

  before(async () => {
    await commands.executeCommand('cachebook.createExamplePrograms', Uri.file(folder));
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(folderOf('lru-cache'), path.join(folder, 'node_modules/lru-cache'), 'junction');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  itWithPython('tell of stairs.py, with advice', async () => {
    const { exitCode, caches } = await watch('cachebook.watchPythonFile', 'stairs.py', { recordKeys: true });
    assert.equal(exitCode, 0);
    assert.deepEqual(
      caches.filter(({ own }) => own),
      [
        {
          name: 'steps_to',
          module: '__main__',
          file: uriOf('stairs.py').fsPath,
          line: 8,
          own: true,
          policy: 'lru',
          info: { hits: 52, misses: 30, maxsize: 16, currsize: 16 },
          distinct: 30,
          advice: '3 would be enough',
        },
      ],
    );
  });

  it('tell of feed.mjs, with advice', async () => {
    const { exitCode, caches } = await watch('cachebook.watchNodeScript', 'feed.mjs', { recordKeys: true });
    assert.equal(exitCode, 0);
    const [own, ...others] = caches.filter((cache) => cache.own);
    assert.deepEqual(others, []);
    assert.equal(own?.line, 4);
    assert.deepEqual(own.info, { hits: 119, misses: 121, maxsize: 8, currsize: 8 });
    assert.deepEqual([own.distinct, own.advice], [13, 'more room would save 108 misses']);
  });

  it('say what a person is told where nothing can be started', async () => {
    const message = await messageOf(watch('cachebook.watchNodeScript', 'not there.mjs', {}));
    assert.equal(message, `There is no file ${uriOf('not there.mjs').fsPath}.`);
  });
});
