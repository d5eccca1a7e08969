import assert from 'node:assert/strict';
import { commands, Uri } from 'vscode';
import { desk } from './stub/desk.ts';
import { leave, WatchHost } from './watchHost.ts';

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
    [
      'a file that is a folder',
      ({ kinds }) => kinds.set(FILE.fsPath, 'folder'),
      {},
      /is a folder\. Choose a file in it/,
    ],
    ['options that are none', () => undefined, { recordKey: true }, /recordKey/],
  ];
  const wrongForNode: typeof wrong = [
    ['no Node', () => undefined, {}, /No Node was found as "node"\. Install Node 20 or later/],
    [
      'what is no Node',
      ({ answers }) => answers.set('node', { stdout: 'hello', code: 0 }),
      {},
      /No Node was found/,
    ],
    [
      'a Node that is too old',
      ({ answers }) => answers.set('node', { stdout: 'v18.20.1\n', code: 0 }),
      {},
      /is Node 18\.20\.1\. Watching needs Node 20/,
    ],
    [
      'a Node that does not run TypeScript',
      ({ answers }) => answers.set('node', { stdout: 'v20.19.0\n', code: 0 }),
      {},
      /Node 20\.19\.0 does not run TypeScript by itself/,
    ],
  ];
  for (const [command, file, cases] of [
    ['cachebook.watchPythonFile', FILE, wrong],
    ['cachebook.watchNodeScript', Uri.parse('file:///folder/pages.ts'), wrongForNode],
  ] as const)
    for (const [what, prepare, options, sentence] of cases) {
      it(`refuses ${what} with a sentence`, async () => {
        prepare(host.programs);
        const running = async (): Promise<unknown> => commands.executeCommand(command, file, options);
        await assert.rejects(running(), sentence);
        assert.ok(host.programs.servers.every(({ isOpen }) => !isOpen));
      });
    }

  const odd: readonly (readonly [string, unknown, RegExp])[] = [
    ['on no disk', Uri.parse('vscode-vfs://github/owner/stairs.py'), /is not on the disk of a machine/],
    ['no address', 'stairs.py', /Name the file by its address, as a Uri/],
  ];
  for (const [what, target, sentence] of odd)
    it(`refuses a file that is ${what}`, async () => {
      const running = async (): Promise<unknown> =>
        commands.executeCommand('cachebook.watchPythonFile', target, {});
      await assert.rejects(running(), sentence);
    });

  it('tells once that a probe of another version was left running', async () => {
    const { result, task, guest } = await host.start();
    const { reception } = host.programs.server;
    for (let knock = 0; knock < 3; knock++) reception.refused('version');
    leave(guest);
    task.end(0);
    await result;
    const sentence =
      'stairs.py was started by another version of Cachebook and is not watched. Start it anew.';
    assert.equal(desk.messages.filter(({ message }) => message === sentence).length, 1);
  });
});
