import assert from 'node:assert/strict';
import type { Server } from '../vscode/server/server.ts';
import { kernelsOf } from './support/kernels.ts';
import { Notebook } from './support/notebook.ts';
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

describe('a notebook of a workspace that is not trusted', () => {
  let server: Server;
  before(async () => {
    server = await startServerWithCachebook({ trusted: false });
  });
  after(() => server.stop());

  const person = somebody({
    server: () => server,
    settings: { 'security.workspace.trust.startupPrompt': 'never' },
  });
  const notebook = new Notebook(person);

  it('opens, but its cells do not run', async () => {
    await person.sees(person.page.locator('.part.statusbar').getByText('Restricted Mode'));
    await notebook.opens('foreign.cachebook.md', FOREIGN);
    await notebook.runsCell('console');
    await person.sees(person.page.getByText('Do you trust the authors of the files in this folder?'));
    await person.page.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(kernelsOf(server), []);
  });

  it('is not checked as an answer either', async () => {
    await person.runs('Cachebook: Check Exercise');
    await person.isTold('Cells of this notebook run once you trust the workspace.');
    await person.sees((await notebook.page()).getByText(/^The cell was not run, because/));
    assert.deepEqual(kernelsOf(server), []);
  });

  it('runs once the person trusts it', async () => {
    await notebook.runsCell('console');
    await person.page.getByRole('button', { name: 'Trust Folder & Continue' }).click();
    await person.sees((await notebook.page()).getByText('it ran'));
  });
});
