import assert from 'node:assert/strict';
import { holds } from '../vscode/window/waitUntil.ts';
import { Dashboard } from './support/dashboard.ts';
import { noKernelOf, someKernelOf } from './support/kernels.ts';
import { Notebook } from './support/notebook.ts';
import { somebody } from './support/person.ts';
import { statusItem } from './support/scenarios.ts';
import { SideBar } from './support/sideBar.ts';

/** Its cache has a name of its own: others may have left theirs in the window. */
const STAIRS = `# Stairs

\`\`\`ts
const routes = lruCache({ maxsize: 16 })((stair: number): number =>
  stair <= 3 ? [1, 2, 4][stair - 1]! : routes(stair - 3) + routes(stair - 2) + routes(stair - 1),
);
routes(30);
\`\`\`

\`\`\`ts
String(routes.cacheInfo());
\`\`\`

\`\`\`ts
while (true) {
  routes(30);
  await new Promise((next) => setTimeout(next, 20));
}
\`\`\`

\`\`\`ts
function broken() {
  throw new RangeError('too far');
}
broken();
\`\`\`
`;

describe('a notebook', () => {
  const person = somebody();
  const notebook = new Notebook(person);
  const sideBar = new SideBar(person);
  const dashboard = new Dashboard(person);
  const seesState = async (state: string): Promise<void> =>
    person.sees((await dashboard.run('Stairs')).getByText(state, { exact: true }));

  it('has its kernel without being asked, and runs cells', async () => {
    await notebook.opens('stairs.cachebook.md', STAIRS);
    await person.sees(person.page.locator('.notebook-toolbar-container').getByText('Cachebook'));
    await notebook.runsCell('routes(30);');
    await notebook.runsCell('cacheInfo');
    await person.sees(
      (await notebook.page()).getByText('CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)'),
    );
  });

  it('shows its caches in the Caches view, and Clear there reaches them', async () => {
    await sideBar.opens();
    const cache = sideBar.row('Caches', 'routes');
    await person.sees(sideBar.row('Caches', /routes\s*hits 52, misses 30, size 16 of 16/));
    await cache.hover();
    await cache.getByRole('button', { name: 'Clear a Cache' }).click();
    await person.sees(sideBar.row('Caches', /routes\s*hits 0, misses 0, size 0 of 16/));
    await notebook.runsCell('cacheInfo');
    await person.sees(
      (await notebook.page()).getByText('CacheInfo(hits=0, misses=0, maxsize=16, currsize=0)'),
    );
  });

  it('shows an error with a link to the line it came from', async () => {
    await notebook.runsCell('broken');
    const page = await notebook.page();
    await person.sees(page.getByText('RangeError: too far'));
    const links = page.locator('.traceback a');
    await holds(async () => assert.deepEqual(await links.allInnerTexts(), ['line 2', '2', 'line 4', '4']));
  });

  it('counts its caches in the dashboard while a cell runs, and is stopped there', async () => {
    await notebook.runsCell('while');
    await person.sees(statusItem(person));
    await dashboard.opens();
    await seesState('Running');
    await dashboard.presses('Stop Stairs');
    await seesState('Waiting');
    await person.seesNoMore(statusItem(person));
  });

  it('ends its kernel when it is closed', async () => {
    await someKernelOf(person.server);
    await person.page.locator('.tab', { hasText: 'stairs' }).click();
    await person.runs('View: Close Editor');
    await noKernelOf(person.server);
    await seesState('Stopped');
  });

  it('is led to from an event in the dashboard, to the line that has caused it', async () => {
    const code = 'const once = lruCache((n: number) => n);\n\nonce(1);';
    await notebook.opens('line.cachebook.md', `\`\`\`ts\n${code}\n\`\`\`\n`);
    await notebook.runsCell('once(1)');
    await dashboard.opens();
    await dashboard.presses('Step Through: line');
    await dashboard.presses('First event (Home)');
    await person.sees(await dashboard.button('Cell [1], line 1'));
    await dashboard.presses('Next miss');
    await dashboard.presses('Cell [1], line 3');
    const cell = person.page.locator('.cell-list-container .monaco-list-row.focused', { hasText: 'once(1)' });
    await person.sees(cell.locator('.monaco-editor.focused .selected-text').first());
    await person.runs('View: Close Editor');
    await noKernelOf(person.server);
  });
});
