import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from '../vscode/server/server.ts';
import { OutputPanel } from './support/outputPanel.ts';
import { somebody } from './support/person.ts';
import { startServerWithCachebook } from './support/stage.ts';

describe('a workspace that is not trusted', () => {
  let server: Server;
  const asked: string[] = [];
  const web = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404).end();
  });
  before(async () => {
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    server = await startServerWithCachebook({ trusted: false });
  });
  after(async () => {
    web.close();
    await server.stop();
  });

  const person = somebody({
    server: () => server,
    settings: { 'security.workspace.trust.startupPrompt': 'never' },
    workspaceSettings: () => ({
      'cachebook.monitor.feedUrl': `http://127.0.0.1:${(web.address() as AddressInfo).port}/feed.xml`,
    }),
  });
  const output = new OutputPanel(person);

  it('runs the scenarios that come with Cachebook', async () => {
    await person.sees(person.page.locator('.part.statusbar').getByText('Restricted Mode'));
    await person.runs('Cachebook: Run Stairs With a Bounded Cache');
    await output.shows('53798080', 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)');
  });

  it('does not choose the address of the feed', async () => {
    await person.runs('Cachebook: Start Feed Monitor');
    await output.shows('Checking feed...', 'Fetching article from server...', /^Match found: /);
    await person.runs('Cachebook: Stop a Run');
    assert.deepEqual(asked, []);
  });

  it('does so once it is trusted', async () => {
    await person.runs('Workspaces: Manage Workspace Trust');
    await person.page.getByRole('button', { name: 'Trust', exact: true }).first().click();
    await person.seesNoMore(person.page.locator('.part.statusbar').getByText('Restricted Mode'));
    await person.runs('Cachebook: Start Feed Monitor');
    await person.isTold(/404/);
    assert.deepEqual(asked, ['/feed.xml']);
  });
});
