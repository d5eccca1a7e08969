import assert from 'node:assert/strict';
import type { NotebookDocument } from 'vscode';
import { commands } from 'vscode';
import { liveKernels } from './support/kernels.ts';
import { closeNotebooks, openNotebook, run, runCells, transcript } from './support/notebooks.ts';
import { answer } from './support/predictions.ts';

const QUESTIONS = `\`\`\`predict
answer: once
explanation: The *second* call finds it.
---
How **often** is it fetched?

- never
- once
- twice
\`\`\`

\`\`\`ts
'fetched';
\`\`\`

\`\`\`predict
answer: 1,000 | a thousand
explanation: Nothing leaves.
---
How many are there?
\`\`\`

Text between.

\`\`\`predict
answer: A
explanation: It came first.
---
Who goes?

- A
- B
\`\`\`

\`\`\`ts
console.log('counted');
\`\`\`

\`\`\`predict
answer: nobody knows
---
A question with a mistake asks nothing.
\`\`\`

\`\`\`ts
'free';
\`\`\`
`;

/** The cells of it. */
const [ONE, FETCH, TWO, , THREE, COUNT, , FREE] = [0, 1, 2, 3, 4, 5, 6, 7];

const REFUSED =
  '? The cell was not run, because the question above it has no answer yet. Run it again to answer.';

/** Runs cells, and does something again and again until they have come to their end. */
async function runWhile(
  notebook: NotebookDocument,
  [first, end]: readonly [number, number | undefined],
  again: () => Thenable<unknown>,
): Promise<void> {
  const state = { isOver: false };
  const running = runCells(notebook, first, end).finally(() => (state.isOver = true));
  while (!state.isOver) {
    await again();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await running;
}

/** Runs cells, and presses Escape whenever something is asked. */
function runAndEscape(notebook: NotebookDocument, first: number, end?: number): Promise<void> {
  const escape = (): Thenable<unknown> => commands.executeCommand('workbench.action.closeQuickOpen');
  return runWhile(notebook, [first, end], escape);
}

/** What a question does without a screen is asked in test/unit/host/learning.test.ts. */
describe('a prediction', () => {
  let notebook: NotebookDocument;
  before(async () => {
    notebook = await openNotebook(QUESTIONS);
  });
  after(closeNotebooks);

  it('does not show its answer in the question', () => {
    const shown = notebook.cellAt(ONE).document.getText();
    assert.equal(shown, 'How **often** is it fetched?\n\n- never\n- once\n- twice');
  });

  it('keeps its cell from running until it is answered, and those that were to run after it', async () => {
    await runAndEscape(notebook, 0, notebook.cellCount);
    assert.deepEqual(transcript(notebook.cellAt(FETCH)), [REFUSED]);
    assert.equal(notebook.cellAt(FETCH).executionSummary?.success, false);
    assert.deepEqual(transcript(notebook.cellAt(FREE)), []);
    assert.deepEqual(liveKernels(), []);
  });

  it('is not asked any more when its cell is interrupted', async () => {
    const address = notebook.uri.toString();
    await runWhile(notebook, [FETCH, undefined], () =>
      commands.executeCommand('cachebook.interrupt', address),
    );
    assert.equal(notebook.cellAt(FETCH).executionSummary?.success, false);
  });

  it('takes a choice that it offers, and no other; and an answer that says something', async () => {
    await assert.rejects(
      answer(notebook, FETCH, 'often'),
      /"often" is none of the choices\. Use one of: never, once, twice/,
    );
    await assert.rejects(answer(notebook, TWO, '  '), /has to say something/);
    await assert.rejects(answer(notebook, 99, 'x'), /There is no cell 99: the notebook has 8 cells/);
    assert.equal(await answer(notebook, FREE, 'x'), undefined);
  });

  it('is judged below the cell once that has run, and its answer stays', async () => {
    assert.deepEqual(await answer(notebook, FETCH, 'twice'), await answer(notebook, ONE, 'once'));
    const verdict = '= You predicted: **twice**. The answer: **once**. The *second* call finds it.';
    assert.deepEqual(await run(notebook, FETCH), ["= 'fetched'", verdict]);
    assert.deepEqual(await run(notebook, FETCH), ["= 'fetched'", verdict]);
  });

  it('may be one of several, of which each is answered', async () => {
    const [first] = (await answer(notebook, COUNT, ' A Thousand ')) ?? [];
    assert.deepEqual([first?.text, first?.right], ['A Thousand', true]);
    await runAndEscape(notebook, COUNT);
    assert.deepEqual(transcript(notebook.cellAt(COUNT)), [REFUSED]);
    await answer(notebook, THREE, 'B');
    assert.deepEqual(await run(notebook, COUNT), [
      'counted',
      '= You predicted: **A Thousand**. That is right. Nothing leaves.',
      '= You predicted: **B**. The answer: **A**. It came first.',
    ]);
  });

  it('with a mistake asks nothing', async () => {
    const omission =
      '= The question above has a mistake and was not asked. Write a line "explanation: \\.\\.\\." into the header of this fence\\.';
    assert.deepEqual(await run(notebook, FREE), ["= 'free'", omission]);
  });
});
