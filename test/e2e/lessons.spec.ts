import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { setSize } from '../vscode/window/appearance.ts';
import { holds, waitUntil } from '../vscode/window/waitUntil.ts';
import { Notebook } from './support/notebook.ts';
import { somebody } from './support/person.ts';
import { SideBar } from './support/sideBar.ts';
import { version } from './support/stage.ts';
import { Walkthrough } from './support/walkthrough.ts';

const TITLES = [
  '1. Why cache',
  '2. Five strategies',
  '3. Inside LRU',
  '4. Stairs and timing',
  '5. Memoization and the call tree',
  '6. maxsize and cache_info',
  '7. Expiration',
  '8. Choosing a policy and a size for real work',
  '9. Your own program',
  '10. More than one process',
  'Practice A. Implement LRU',
  'Practice B. Implement LFU',
  'Practice C. Mend the timed cache',
  'Practice D. Make a slow function fast',
];

/** So long as the extension takes for a second look, and longer: a change may take that long to another window (ms). */
const LOOKS_AGAIN_MS = 8000;

/**
 * Without a screen every page has the focus always. This is how VS Code learns that somebody leaves a window and comes
 * back: it looks at what the page says whenever the focus comes or goes.
 */
const LOOK = 'for (const type of ["focus", "blur"]) window.dispatchEvent(new Event(type))';
const GO_AWAY = `document.hasFocus = () => false; ${LOOK}`;
const COME_BACK = `delete document.hasFocus; ${LOOK}`;

describe('the lessons', () => {
  const person = somebody();
  const sideBar = new SideBar(person);
  const notebook = new Notebook(person);
  const row = (text: string | RegExp): Locator => sideBar.row('Lessons', text);

  before(async () => {
    await setSize(person.page, { width: 1280, height: 2400 }); // Only rows and cells in sight exist.
    await sideBar.opens();
  });

  it('are listed in their order, with the one to begin with', async () => {
    await person.sees(row('1. Why cache').getByText('15 min, next'));
    const labels = await sideBar.labels('Lessons');
    assert.deepEqual(labels, TITLES);
    assert.equal(await row('2. Five strategies').getAttribute('aria-label'), '2. Five strategies: 15 min');
  });

  it('open with a click and are counted cell by cell', async () => {
    await row('1. Why cache').click();
    await person.sees(person.page.locator('.tab.active', { hasText: '1-why-cache.cachebook.md' }));
    await notebook.runsCell('function readWithoutCache');
    await person.sees(row('1. Why cache').getByText('1 of 6 cells, continue here'));
  });

  // A second window costs as much as all else here, and what passes between two is ours, whatever the version.
  if (version.label === 'newest') {
    it('are known to another window of the same person, when they come to it', async () => {
      const page = await person.page.context().newPage();
      await page.goto(person.page.url());
      const other = new SideBar({ page, sees: (what) => person.sees(what) });
      await other.opens();
      await person.sees(other.row('Lessons', '1. Why cache').getByText('1 of 6 cells, continue here'));
      await person.page.bringToFront();
      await notebook.runsCell('const articles');
      await person.picks('once');
      await person.sees(row('1. Why cache').getByText('2 of 6 cells, continue here'));
      await page.bringToFront();
      const told = other.row('Lessons', '1. Why cache').getByText('2 of 6 cells, continue here');
      await waitUntil('the progress of the other window', async () => {
        await page.evaluate(GO_AWAY);
        await page.evaluate(COME_BACK);
        await told.waitFor({ timeout: LOOKS_AGAIN_MS }).catch(() => undefined);
        return told.isVisible();
      });
      await page.close();
      await person.page.bringToFront();
    });
  }

  it('are as new after a reset that was confirmed', async () => {
    await row('1. Why cache').click({ button: 'right' });
    await person.page.getByRole('menuitem', { name: 'Reset Lesson…' }).hover();
    await person.presses('Enter');
    const dialog = person.page.locator('.monaco-dialog-box');
    await person.sees(dialog.getByText('Reset "1. Why cache"?'));
    await dialog.getByRole('button', { name: 'Reset', exact: true }).click();
    await person.sees(row('1. Why cache').getByText('15 min, next'));
  });

  it('are ticked when they are finished, and so is their step of the walkthrough', async () => {
    await row('1. Why cache').click();
    await person.sees(person.page.locator('.tab.active', { hasText: '1-why-cache.cachebook.md' }));
    await notebook.runsAll();
    await person.picks('once');
    await person.answers('1001');
    await person.sees(row('1. Why cache').getByText('finished'));
    await person.sees(row('2. Five strategies').getByText('15 min, next'));
    const walkthrough = new Walkthrough(person);
    await walkthrough.opens();
    await person.sees(walkthrough.ticked('Keep what you fetched'));
    await holds(async () => assert.deepEqual(await walkthrough.done(), ['Keep what you fetched']));
  });

  it('are reached from the walkthrough, and by Continue Learning', async () => {
    const walkthrough = new Walkthrough(person);
    await walkthrough.opens();
    await walkthrough.selects('Look inside LRU');
    await person.page.locator('.getting-started-step.expanded a', { hasText: 'Inside LRU' }).click();
    await person.sees(person.page.locator('.tab.active', { hasText: '3-inside-lru.cachebook.md' }));
    await person.runs('Cachebook: Continue Learning');
    await person.sees(row('3. Inside LRU').getByText('20 min, next'));
  });

  it('are exported to where the person wants them', async () => {
    await row('3. Inside LRU').click();
    await person.sees(person.page.locator('.tab.active', { hasText: '3-inside-lru.cachebook.md' }));
    // A notebook that has just been opened takes the focus when it is drawn, and what asks loses it then, and goes away.
    const dialog = person.page.locator('.quick-input-title', { hasText: 'Export Lesson' });
    await waitUntil('the dialog', async () => {
      await person.runs('Cachebook: Export Lesson with Outputs…');
      return person.picks('Without Answers', 5000).then(
        () => dialog.waitFor({ timeout: 5000 }).then(() => true),
        () => false,
      );
    });
    await person.acceptsPath();
    assert.match(await person.isTold('Exported to'), /3-inside-lru\.html/);
    const page = readFileSync(path.join(person.folder, '3-inside-lru.html'), 'utf8');
    assert.match(page, /<h1[^>]*>3\. Inside LRU/);
  });
});
