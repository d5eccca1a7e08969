import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { holds, waitUntil } from '../vscode/window/waitUntil.ts';
import { nameless } from './support/look.ts';
import { Notebook } from './support/notebook.ts';
import { somebody } from './support/person.ts';

const LESSON = `
# A cache at work

\`\`\`js
const recent = createCache('lru', 3)
for (const key of ['a', 'b', 'c']) recent.set(key, '<img src=x>')
show(recent)
await new Promise((resolve) => setTimeout(resolve, 500))
recent.get('a')
recent.set('d', 'new')
\`\`\`

\`\`\`js
recent.get('gone')
\`\`\`

\`\`\`js
const busy = createCache('fifo', 3)
show(busy)
for (let n = 0; ; n++) {
  if (busy.get(n % 4) === undefined) busy.set(n % 4, n)
  await new Promise((resolve) => setTimeout(resolve, 30))
}
\`\`\`
`;

const VALUES = `
# Values

\`\`\`js
show([1, 10, 30905041])
show([{ policy: 'fifo', hits: 3 }, { policy: 'lru', hits: 12 }])
show({ cold: timeit(() => JSON.stringify(Array(1000))), warm: timeit(() => 1) })
show({ outer: { inner: 1 }, more: '<b>text</b>' })
\`\`\`
`;

describe('caches in a notebook', () => {
  const person = somebody();
  const notebook = new Notebook(person);
  let recent: Locator;

  before(async () => {
    await notebook.opens('cache.cachebook.md', LESSON);
    await notebook.runsAll();
    recent = await notebook.cache('recent');
    await person.sees(recent);
  });

  it('show their line, their counters and who leaves next, as of the end of their cell', async () => {
    await person.sees(recent.getByText('CacheInfo(hits=1, misses=0, maxsize=3, currsize=3)'));
    await person.sees(recent.getByText('evicted next'));
    await holds(async () => assert.deepEqual(await nodes(recent), ['d', 'a', 'c next']));
  });

  it('follow what their cell does, and tell what moved', async () => {
    await holds(async () => assert.deepEqual(await changes(recent), ["'d' new", "'a' used"]));
    await person.sees(recent.getByText("Has just left: 'b'"));
  });

  it('show what later cells have done when a person asks for now, and go back', async () => {
    await recent.getByRole('button', { name: 'Now', exact: true }).click();
    await person.sees(recent.getByText("'gone'").first());
    await recent.getByRole('button', { name: 'At This Cell' }).click();
    await recent.getByRole('button', { name: 'Close the Steps' }).click();
    await person.sees(recent.getByText('CacheInfo(hits=1, misses=0, maxsize=3, currsize=3)'));
  });

  it('change in place while their cell runs, and leave the focus where it is', async () => {
    const busy = await notebook.cache('busy');
    const button = busy.getByRole('button', { name: 'Show as table: Entries of busy' });
    await button.focus();
    await busy.evaluate((article) => (article.dataset['mark'] = 'the same'));
    const line = busy.locator('.cache-info');
    const before = await line.textContent();
    await waitUntil('other counters', async () => (await line.textContent()) !== before);
    assert.equal(await busy.getAttribute('data-mark'), 'the same');
    assert.ok(await button.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node));
    await person.runs('Notebook: Interrupt');
  });

  it('become a table on Enter, and a picture again', async () => {
    await recent.getByRole('button', { name: 'Show as table: Entries of recent' }).focus();
    await person.presses('Enter');
    const rows = recent.getByRole('region', { name: 'Entries of recent' }).locator('tbody tr');
    await rows.nth(2).waitFor();
    assert.deepEqual(
      await rows.allInnerTexts().then((all) => all.map((row) => row.split('\t').slice(0, 2))),
      [
        ['1 (MRU)', "'d'"],
        ['2', "'a'"],
        ['3 (LRU)', "'c'"],
      ],
    );
    await person.presses('Enter');
    await person.sees(recent.getByRole('img', { name: /^Entries of recent\. 3 entries\./ }));
  });

  it('have a name for every button and a text for every picture', async () => {
    assert.deepEqual(await nameless(await notebook.page()), []);
  });
});

describe('other values in a notebook', () => {
  const person = somebody();
  const notebook = new Notebook(person);

  before(async () => {
    await notebook.opens('values.cachebook.md', VALUES);
    await notebook.runsAll();
  });

  it('are charts, a table and a tree, in words and in pictures', async () => {
    const page = await notebook.page();
    await person.sees(page.getByRole('img', { name: /^Numbers\. 3 numbers between 1 and 30,905,041\./ }));
    await person.sees(
      page.getByRole('img', { name: /^Timings\. 2 measured, on a logarithmic axis\. Slowest: cold/ }),
    );
    const table = page.getByRole('region', { name: '2 rows' });
    assert.deepEqual(await table.locator('tr').allInnerTexts(), ['policy\thits', 'fifo\t3', 'lru\t12']);
    await person.sees(page.getByRole('tree', { name: 'Value Object' }));
  });

  it('open and close by the keys of a tree, which stay within it', async () => {
    const page = await notebook.page();
    const item = (name: RegExp): Locator => page.getByRole('treeitem', { name }).last();
    await page.getByRole('treeitem').first().focus();
    await person.presses('ArrowDown', 'ArrowRight', 'ArrowRight');
    await waitUntil('the keyboard on "inner"', () => isFocused(item(/^inner/)));
    await person.presses('ArrowLeft', 'ArrowLeft', 'ArrowDown');
    await waitUntil('the keyboard on "more"', () => isFocused(item(/^more/)));
    await holds(async () => assert.equal(await item(/^inner/).count(), 0));
    assert.match(await item(/^more/).innerText(), /<b>text<\/b>/);
  });

  it('need no more than the page allows: nothing is refused, nothing fails', () => {
    const complaints = person.log.filter((line) =>
      /Refused|Content Security|uncaught|renderer 'cachebook'/i.test(line),
    );
    assert.deepEqual(complaints, []);
  });
});

/** The keys of the list from its front, with what is said of each. */
async function nodes(cache: Locator): Promise<string[]> {
  return cache.locator('.recency .node').evaluateAll((all) =>
    all.map((node) => {
      const key = node.querySelector('.node-key')?.textContent.replaceAll("'", '') ?? '';
      return node.classList.contains('next') ? `${key} next` : key;
    }),
  );
}

async function changes(cache: Locator): Promise<string[]> {
  return cache.locator('.recency :is(.used, .new)').evaluateAll((all) =>
    all.map((node) => {
      const change = node.classList.contains('new') ? 'new' : 'used';
      return `${node.querySelector('.node-key')?.textContent ?? ''} ${change}`;
    }),
  );
}

function isFocused(node: Locator): Promise<boolean> {
  return node.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element);
}
