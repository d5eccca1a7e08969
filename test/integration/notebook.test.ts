import assert from 'node:assert/strict';
import type { NotebookDocument } from 'vscode';
import { commands, languages } from 'vscode';
import { liveKernels } from './support/kernels.ts';
import { closeNotebooks, openNotebook, run, runCells, transcript } from './support/notebooks.ts';

const STAIRS = `# Stairs

\`\`\`ts
const shared: number = 41;
console.log('typescript');
shared + 1
\`\`\`

\`\`\`js
console.error('javascript');
shared + 2
\`\`\`

\`\`\`python
from functools import lru_cache
from timeit import repeat

@lru_cache(maxsize=16)
def stepsTo(stair):
    if stair == 1:
        return 1
    elif stair == 2:
        return 2
    elif stair == 3:
        return 4
    else:
        return (stepsTo(stair - 3)
                + stepsTo(stair - 2)
                + stepsTo(stair - 1))

print(stepsTo(30))
print(stepsTo.cache_info())
\`\`\`

\`\`\`ts
function broken() {
  throw new RangeError('too <a href="x">far</a>');
}
broken();
\`\`\`
`;

describe('a notebook', () => {
  let notebook: NotebookDocument;
  before(async () => {
    notebook = await openNotebook(STAIRS);
  });
  after(closeNotebooks);

  it('opens by itself as a notebook, and runs nothing', () => {
    assert.equal(notebook.notebookType, 'cachebook');
    assert.equal(notebook.cellCount, 5);
    assert.deepEqual(liveKernels(), []);
  });

  it('shows an error with the cell and the line, as text', async () => {
    assert.deepEqual(await run(notebook, 4), [
      '! RangeError: too <\u200ba href="x">far</a>',
      '! Cell In[1], line 2, in broken',
      '! ----> 2   throw new RangeError(\'too <\u200ba href="x">far</a>\');',
      '! Cell In[1], line 4',
      '! ----> 4 broken();',
    ]);
    assert.equal(notebook.cellAt(4).executionSummary?.success, false);
  });

  it('runs cells in three languages, with one state', async () => {
    assert.deepEqual(await run(notebook, 1), ['typescript', '= 42']);
    assert.deepEqual(await run(notebook, 2), ['? javascript', '= 43']);
    assert.deepEqual(await run(notebook, 3), [
      '53798080',
      'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)',
    ]);
    const counts = notebook.getCells().map(({ executionSummary }) => executionSummary?.executionOrder);
    assert.deepEqual(counts, [undefined, 2, 3, 4, 1]);
    assert.equal(liveKernels().length, 1);
  });

  it('runs several cells in order', async () => {
    await commands.executeCommand('notebook.clearAllCellsOutputs');
    await runCells(notebook, 1, 3);
    assert.deepEqual(transcript(notebook.cellAt(2)), ['? javascript', '= 43']);
    const [first = NaN, second] = [1, 2].map((at) => notebook.cellAt(at).executionSummary?.executionOrder);
    assert.equal(second, first + 1);
  });

  it('leaves a cell of another language alone', async () => {
    await languages.setTextDocumentLanguage(notebook.cellAt(2).document, 'plaintext');
    await commands.executeCommand('notebook.clearAllCellsOutputs');
    await runCells(notebook, 1, 3);
    assert.deepEqual([1, 2].map((at) => transcript(notebook.cellAt(at))), [['typescript', '= 42'], []]); // oxfmt-ignore
  });
});
