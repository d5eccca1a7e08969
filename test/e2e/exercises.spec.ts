import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { closeSecondarySideBar, closeSideBar, setSize } from '../vscode/window/appearance.ts';
import { Notebook } from './support/notebook.ts';
import { somebody } from './support/person.ts';

const LESSON = `# Practice

\`\`\`predict
answer: the oldest
explanation: It is the least recently used entry.
---
A full cache gets a **new** entry. Which one leaves?

- the newest
- the oldest
\`\`\`

\`\`\`predict
answer: 2
explanation: One for each key.
---
How many entries does \`new LRUCache(2)\` hold at most?
\`\`\`

\`\`\`exercise
id: lru
---
Write the class here.
\`\`\`

\`\`\`ts
class LRUCache {
  get() { return -1 }
  put() {}
}
\`\`\`

\`\`\`exercise
id: fast-function
---
This one is solved.
\`\`\`

\`\`\`ts
const fewestSquares = lruCache((n: number): number => {
  let fewest = n;
  for (let root = 1; root * root <= n; root++) fewest = Math.min(fewest, 1 + fewestSquares(n - root * root));
  return fewest;
});
\`\`\`
`;

/** The indices of the code cells. */
const [LRU, SQUARES] = [4, 6];

describe('predictions and exercises in a notebook', () => {
  const person = somebody();
  const notebook = new Notebook(person);
  let page: Frame;

  before(async () => {
    await closeSideBar(person.page);
    await closeSecondarySideBar(person.page);
    await setSize(person.page, { width: 1280, height: 1500 }); // Only cells in sight exist.
    await notebook.opens('practice.cachebook.md', LESSON);
    page = await notebook.page();
  });

  /** A button or a note at the foot of a code cell. */
  const foot = (cell: number, text: string): Locator =>
    person.page
      .locator(`.cell-list-container .monaco-list-row[data-index="${cell}"] .cell-status-item`)
      .filter({ hasText: text })
      .first();
  const box = (text: string): Locator => person.page.locator('.quick-input-widget').getByText(text);
  const seesBelow = (text: string | RegExp): Promise<void> => person.sees(page.getByText(text).first());

  it('a question and a task can be told from prose, and tell no answer', async () => {
    await person.sees(page.getByText('Predict', { exact: true }).nth(1));
    await person.sees(page.getByText('Exercise', { exact: true }).nth(1));
    await person.sees(foot(LRU, 'Predict'));
    assert.equal(await page.getByText('It is the least recently used entry').count(), 0);
  });

  it('ticks what passes', async () => {
    await foot(SQUARES, 'Check').click();
    await seesBelow(/The check passed\./);
    await person.sees(foot(SQUARES, 'Passed'));
  });

  it('a cell does not run before its questions are answered', async () => {
    await foot(LRU, 'Check').click();
    await person.sees(box('A full cache gets a new entry. Which one leaves?'));
    await person.presses('Escape');
    await seesBelow(/^The cell was not run, because the question above it has no answer yet\./);
    await foot(LRU, 'Check').click();
    await person.picks('the oldest');
    await person.sees(box('How many entries does new LRUCache(2) hold at most?'));
    await person.answers('3');
  });

  it('tells how the predictions turned out, and where the answer fails step by step', async () => {
    await seesBelow('You predicted: 3. The answer: 2. One for each key.');
    await seesBelow('You predicted: the oldest. That is right. It is the least recently used entry.');
    await person.sees(foot(LRU, 'Predicted right: the oldest'));
    await person.sees(foot(LRU, 'You predicted: 3. The answer: 2'));
    await seesBelow(/The check did not pass\./);
    const steps = page.getByRole('region', { name: '3 steps' }).getByRole('row');
    await steps.nth(3).waitFor();
    assert.deepEqual(await steps.allInnerTexts(), [
      'Operation\tShould answer\tYours answers\tShould hold, next to leave first\tget of yours would answer\tRight',
      'new LRUCache(1)\t\t\tempty\tempty\tyes',
      'put(1, 10)\t\t\t1: 10\tempty\tno',
      'get(1)\t10\t-1\t1: 10\tempty\tno',
    ]);
  });

  it('gives a hint, and shows a solution once the person wants to see it', async () => {
    await foot(LRU, 'Hint').click();
    await seesBelow(/^Hint 1 of 3\./);
    await person.runs('Cachebook: Show Solution');
    const dialog = person.page.getByRole('dialog', { name: /Do you want to see a solution\?/ });
    await person.sees(dialog.getByText('Hints you have not read yet: 2.'));
    await dialog.getByRole('button', { name: 'Show Solution' }).click();
    await seesBelow(/Your own code stays as it is/);
    await seesBelow(/private readonly ring/);
  });
});
