import assert from 'node:assert/strict';
import { commands, Uri } from 'vscode';
import { WatchHost } from './watchHost.ts';

const FILE = Uri.parse('file:///folder/stairs.py');

describe('what cannot be watched', () => {
  let host: WatchHost;
  beforeEach(() => (host = new WatchHost()));
  afterEach(() => host.dispose());

  const wrong: readonly (readonly [string, (programs: WatchHost['programs']) => void, object, RegExp])[] = [
    [
      'Python 2',
      ({ answers }) => answers.set('python3', { stdout: '2.7.18', code: 0 }),
      {},
      /is Python 2\.7\.18\. Watching needs Python 3\.8/,
    ],
    [
      'an interpreter that is a folder',
      ({ kinds }) => kinds.set('/usr/bin', 'folder'),
      { interpreter: '/usr/bin' },
      /is a folder/,
    ],
    [
      'one that is not there',
      ({ kinds }) => kinds.set('/no', 'nothing'),
      { interpreter: '/no' },
      /There is no interpreter at \/no/,
    ],
    [
      'one that is not Python',
      ({ answers }) => answers.set('cat', { stdout: 'hello', code: 0 }),
      { interpreter: 'cat' },
      /does not answer as Python does/,
    ],
    ['no Python at all', ({ answers }) => answers.clear(), {}, /No Python was found/],
    ['a file that is not there', ({ kinds }) => kinds.set(FILE.fsPath, 'nothing'), {}, /There is no file/],
    ['options that are none', () => undefined, { recordKey: true }, /recordKey/],
  ];
  for (const [what, prepare, options, sentence] of wrong) {
    it(`refuses ${what} with a sentence`, async () => {
      prepare(host.programs);
      const running = async (): Promise<unknown> =>
        commands.executeCommand('cachebook.watchPythonFile', FILE, options);
      await assert.rejects(running(), sentence);
      assert.ok(host.programs.servers.every(({ isOpen }) => !isOpen));
    });
  }
});
