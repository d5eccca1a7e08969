import assert from 'node:assert/strict';
import { scrubbedEnvironment } from '../../vscode/server/profile.ts';
import { windowAddress } from '../../vscode/window/address.ts';
import { waitUntil } from '../../vscode/window/waitUntil.ts';

describe('the address of a window', () => {
  const parts = (...args: Parameters<typeof windowAddress>): Record<string, string> =>
    Object.fromEntries(new URL(windowAddress(...args)).searchParams);

  it('names the folder, the extension and the tests in what VS Code calls the payload', () => {
    const options = { folder: '/a b', extension: '/ext', tests: '/ext/dist/test/index' };
    assert.deepEqual(parts({ port: 7, token: undefined }, options), {
      folder: '/a b',
      payload: JSON.stringify([
        ['extensionDevelopmentPath', 'vscode-remote://127.0.0.1:7/ext'],
        ['extensionTestsPath', 'vscode-remote://127.0.0.1:7/ext/dist/test/index'],
        ['skipWelcome', 'true'],
      ]),
    });
  });

  it('shows the token, and an empty window without a folder', () => {
    const { tkn, ew } = parts({ port: 7, token: 'secret' });
    assert.deepEqual({ tkn, ew }, { tkn: 'secret', ew: 'true' });
  });
});

describe('the environment of a server', () => {
  it('has nothing of an editor, of npm or of a debugger around it', () => {
    const foreign = [
      'VSCODE_IPC_HOOK',
      'CODE_SERVER_PARENT_PID',
      'ELECTRON_RUN_AS_NODE',
      'NODE_OPTIONS',
      'npm_config_prefix',
    ];
    const env = Object.fromEntries([...foreign, 'PATH', 'HOME'].map((name) => [name, 'x']));
    assert.deepEqual(Object.keys(scrubbedEnvironment(env)), ['PATH', 'HOME']);
  });
});

describe('waiting', () => {
  it('ends with the first answer, which may be falsy', async () => {
    const answers = [undefined, false, 0] as const;
    let asked = 0;
    assert.equal(await waitUntil('a number', () => Promise.resolve(answers[asked++])), 0);
    assert.equal(asked, 3);
  });

  it('in vain says what was waited for', async () => {
    await assert.rejects(
      waitUntil('rain', () => Promise.resolve(false), 10),
      /Waited 0\.01 s in vain for rain\./,
    );
  });
});
