import assert from 'node:assert/strict';
import { vsixFile } from '../vscode/root.ts';
import type { Server } from '../vscode/server/server.ts';
import { packWelcome } from '../vscode/welcome/pack.ts';
import { somebody } from './support/person.ts';
import { SideBar } from './support/sideBar.ts';
import { startServerWithCachebook } from './support/stage.ts';

describe('the window of npm start', () => {
  let server: Server;
  before(async () => {
    server = await startServerWithCachebook({ vsix: [vsixFile, await packWelcome()] });
  });
  after(() => server.stop());

  const person = somebody({ server: () => server });

  it('shows the walkthrough with the lessons beside it, and what the terminal names', async () => {
    await person.sees(person.page.getByText('Learn caching with Cachebook').first());
    await person.sees(person.page.getByRole('button', { name: 'Run Dictionary Cache' }));
    assert.equal((await new SideBar(person).labels('Lessons'))[0], '1. Why cache');
  });
});
