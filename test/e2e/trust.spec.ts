import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from '../vscode/server/server.ts';
import { kernelsOf, noKernelOf } from './support/kernels.ts';
import { Notebook } from './support/notebook.ts';
import { OutputPanel } from './support/outputPanel.ts';
import { somebody } from './support/person.ts';
import { startServerWithCachebook } from './support/stage.ts';

const FOREIGN = `\`\`\`ts
console.log('it ' + 'ran');
\`\`\`

\`\`\`exercise
id: lru
---
Write it.
\`\`\`

\`\`\`ts
class LRUCache {}
\`\`\`
`;

describe('a workspace that is not trusted', () => {
  let server: Server;
  const asked: string[] = [];
  const web = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404).end();
  });
  before(async () => {
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    server = await startServerWithCachebook({
      trusted: false,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
    });
  });
  after(async () => {
    web.close();
    await server.stop();
  });

  const person = somebody({
    server: () => server,
    workspaceSettings: () => ({
      'cachebook.monitor.feedUrl': `http://127.0.0.1:${(web.address() as AddressInfo).port}/feed.xml`,
    }),
  });
  const output = new OutputPanel(person);
  const notebook = new Notebook(person);

  it('runs the scenarios that come with Cachebook', async () => {
    await person.sees(person.page.locator('.part.statusbar').getByText('Restricted Mode'));
    await person.runs('Cachebook: Run Stairs With a Bounded Cache');
    await output.shows('53798080', 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)');
  });

  it('does not choose the address of the feed', async () => {
    await person.runs('Cachebook: Start Feed Monitor');
    await output.shows('Checking feed...', 'Fetching article from server...', /^Match found: /);
    await person.runs('Cachebook: Stop a Run');
    await noKernelOf(server);
    assert.deepEqual(asked, []);
  });

  it('opens a notebook, but its cells do not run', async () => {
    await notebook.opens('foreign.cachebook.md', FOREIGN);
    await notebook.runsCell('console');
    await person.sees(person.page.getByText('Do you trust the authors of the files in this folder?'));
    await person.page.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(kernelsOf(server), []);
  });

  it('does not check a cell as an answer either', async () => {
    await person.runs('Cachebook: Check Exercise');
    await person.isTold('Cells of this notebook run once you trust the workspace.');
    await notebook.sees(/^The cell was not run, because/);
    assert.deepEqual(kernelsOf(server), []);
  });

  it('runs the cells once the person trusts it', async () => {
    await notebook.runsCell('console');
    await person.page.getByRole('button', { name: 'Trust Folder & Continue' }).click();
    await notebook.sees('it ran');
  });

  it('chooses the address of the feed then, too', async () => {
    await person.seesNoMore(person.page.locator('.part.statusbar').getByText('Restricted Mode'));
    await person.runs('Cachebook: Start Feed Monitor');
    await person.isTold(/404/);
    assert.deepEqual(asked, ['/feed.xml']);
  });
});
