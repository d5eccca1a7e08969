import assert from 'node:assert/strict';
import { commands, Uri, ViewColumn } from 'vscode';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { Dashboard } from '../../../src/host/dashboard/dashboard.ts';
import { Host } from './host.ts';
import { dataOf, desk, openNotebook } from './stub/desk.ts';
import { transcript } from './stub/notebook.ts';

const REFUSED = '? The cell was not run, because this workspace is not trusted.';

describe('a window that is not trusted', () => {
  let host: Host;
  beforeEach(() => {
    host = new Host();
    desk.isTrusted = false;
  });
  afterEach(() => host.dispose());

  const CASES: readonly (readonly [string, string, boolean])[] = [
    ['a file of the workspace', 'file:///folder/a.cachebook.md', false],
    ['a lesson', 'file:///storage/lessons/1.cachebook.md', true],
    ['a path that leads out of our folder', 'file:///storage/lessons/../../elsewhere/a.cachebook.md', false],
    ['such a path in other letters', 'file:///storage/%2e%2e/elsewhere/a.cachebook.md', false],
    ['a path that leads into our folder', 'file:///folder/../storage/lessons/1.cachebook.md', true],
    ['a folder whose name begins as ours', 'file:///storage-of-others/a.cachebook.md', false],
    ['our folder of another machine', 'file://elsewhere/storage/lessons/1.cachebook.md', false],
    ['a new notebook that somebody else has filled', 'untitled:Untitled-1.cachebook.md', false],
  ];

  for (const [title, address, runs] of CASES) {
    it(`${runs ? 'runs' : 'does not run'} ${title}`, async () => {
      const notebook = openNotebook(dataOf('print ran'), address);
      await host.run(notebook, 0);
      assert.deepEqual(transcript(notebook.cellAt(0)), [runs ? 'ran' : REFUSED]);
    });
  }

  it('runs what was typed in it', async () => {
    await commands.executeCommand('cachebook.newNotebook');
    const [notebook] = desk.notebooks;
    notebook!.cellAt(1).text = 'print typed';
    await host.run(notebook as never, 1);
    assert.deepEqual(transcript(notebook!.cellAt(1)), ['typed']);
  });

  it('says once what VS Code does there', () => {
    openNotebook(dataOf('1'));
    openNotebook(dataOf('1'));
    const hints = desk.messages.filter(({ message }) =>
      message.startsWith('This window is in Restricted Mode.'),
    );
    assert.deepEqual(
      hints.map(({ buttons }) => buttons),
      [['Manage Trust', 'New Window']],
    );
  });
});

const noError = (): void => undefined;

describe('the dashboard', () => {
  it('opens beside what is in front of the person, and in its place only where nothing is', async () => {
    desk.clear();
    const dashboard = new Dashboard(
      Uri.parse('file:///extension'),
      new SessionStore(),
      Promise.resolve(),
      noError,
    );
    await commands.executeCommand('cachebook.openDashboard');
    dashboard.dispose();
    const again = new Dashboard(
      Uri.parse('file:///extension'),
      new SessionStore(),
      Promise.resolve(),
      noError,
    );
    openNotebook(dataOf('1'));
    await commands.executeCommand('cachebook.openDashboard');
    again.dispose();
    assert.deepEqual(
      desk.panels.map(({ column }) => column),
      [ViewColumn.Active, ViewColumn.Beside],
    );
  });
});
