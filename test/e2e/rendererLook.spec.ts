import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { closeSecondarySideBar, closeSideBar, setSize } from '../vscode/window/appearance.ts';
import type { ThemeName } from '../vscode/window/themes.ts';
import { themes } from '../vscode/window/themes.ts';
import { violationsIn } from './support/axe.ts';
import { LEAST_CONTRAST, readability, wears } from './support/look.ts';
import { Notebook } from './support/notebook.ts';
import { somebody } from './support/person.ts';

/**
 * All outputs are in sight at once: VS Code lays out its list of cells anew whenever an output changes its height, and
 * scrolls what was to be clicked away from under the pointer.
 */
const TALL = { width: 1280, height: 2400 } as const;

const VALUES = `
\`\`\`js
const pages = createCache('lru', 3)
for (const key of ['a', 'b', 'c']) pages.set(key, 'The text of a page that is longer than its place'.repeat(3))
show(pages)
\`\`\`

\`\`\`js
pages.get('a')
pages.set('d', 'new')
show([0.5, 1, 2])
show({ warm: timeit(() => 1), cold: timeit(() => 2) })
show(Array.from({ length: 3 }, (_, row) => ({ row, wide: 'word '.repeat(60), more: 'x'.repeat(50) })))
show({ outer: { inner: 'y'.repeat(200) } })
const fib = cache((n) => (n < 2 ? n : fib(n - 1) + fib(n - 2)))
fib(9)
show.tree(fib)
\`\`\`
`;

describe('the look of values in a notebook', () => {
  const person = somebody();
  const notebook = new Notebook(person);
  let page: Frame;

  before(async () => {
    await person.page.emulateMedia({ reducedMotion: 'reduce' });
    await closeSideBar(person.page);
    await closeSecondarySideBar(person.page);
    await setSize(person.page, TALL);
    await notebook.opens('values.cachebook.md', VALUES);
    await notebook.runsAll();
    page = await notebook.page();
    await person.sees(page.getByRole('tree'));
    await person.sees(await notebook.cache('fib'));
  });

  after(() => person.page.emulateMedia({ reducedMotion: null }));

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`can be read in ${theme}`, async () => {
      await wears(person.page, page, theme);
      for (const output of await page.locator('.output').all()) {
        const { least, text } = await readability(output);
        assert.ok(least >= LEAST_CONTRAST, `"${text}" has a contrast of ${least.toFixed(2)}`);
      }
    });
  }

  it('has nothing that axe-core objects to, as it is and while its steps are gone through in every picture', async () => {
    for (const output of await page.locator('.output').all())
      assert.deepEqual(await violationsIn(page, output), []);
    const pages = await notebook.cache('pages');
    await pages.getByRole('button', { name: 'Step Through' }).click();
    for (const shown of [pages, await notebook.cache('fib')]) {
      for (const picture of await shown.getByRole('tab').all()) {
        await picture.click();
        assert.deepEqual(await violationsIn(page, shown), [], (await picture.textContent()) ?? '');
      }
    }
    await pages.getByRole('button', { name: 'Close the Steps' }).click();
  });

  it('does not move for a person who wants no motion', async () => {
    const motion = await page.evaluate(() =>
      getComputedStyle(document.body).getPropertyValue('--cachebook-motion'),
    );
    assert.equal(motion.trim(), '0ms');
  });

  it('needs no scrolling sideways when it is 320 px wide, but for a wide table within itself', async () => {
    const output = page.locator('.output').first();
    const width = (): Promise<number> => output.evaluate((element) => element.clientWidth);
    await person.narrowsTo(320, width, TALL.height);
    for (const each of await page.locator('.output').all()) {
      assert.ok(
        await each.evaluate((element) => element.scrollWidth <= element.clientWidth),
        await each.innerText(),
      );
    }
  });
});
