import assert from 'node:assert/strict';
import type { NotebookDocument } from 'vscode';
import { commands, Range, workspace, WorkspaceEdit } from 'vscode';
import { findExercise } from '../../src/lessons/exercises/index.ts';
import type { CheckReport } from '../../src/lessons/exercises/check/report.ts';
import { until } from './support/until.ts';
import { closeNotebooks, openNotebook, run, transcript } from './support/notebooks.ts';

const { starter, solution } = findExercise('lru')!;

const PRACTICE = `\`\`\`exercise
id: lru
---
Write it here.
\`\`\`

\`\`\`ts
${starter}
\`\`\`

\`\`\`exercise
id: nothing
---
A mistake.
\`\`\`

\`\`\`ts
1
\`\`\`
`;

const [TASK, ANSWER, UNKNOWN] = [0, 1, 3];

describe('an exercise', () => {
  let notebook: NotebookDocument;
  before(async () => {
    notebook = await openNotebook(PRACTICE);
  });
  after(closeNotebooks);

  const at = (cell: number, more: object = {}): object => ({
    notebook: notebook.uri.toString(),
    cell,
    ...more,
  });
  const check = (cell = ANSWER): Thenable<CheckReport | undefined> =>
    commands.executeCommand<CheckReport | undefined>('cachebook.checkExercise', at(cell));

  async function write(code: string): Promise<void> {
    const { document } = notebook.cellAt(ANSWER);
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), code);
    assert.ok(await workspace.applyEdit(edit));
  }

  /** What stands below the cell, once it says this. */
  async function said(what: RegExp): Promise<string> {
    const text = (): string => transcript(notebook.cellAt(ANSWER)).join('\n');
    await until(() => what.test(text()), workspace.onDidChangeNotebookDocument);
    return text();
  }

  it('runs and fails as it stands, with the smallest sequence step by step', async () => {
    assert.deepEqual(await run(notebook, ANSWER), []);
    const report = await check();
    assert.deepEqual(
      report?.results[0]?.steps.map(({ operation, expected, actual }) => [operation, expected, actual]),
      [
        ['new LRUCache(1)', '', ''],
        ['put(1, 10)', '', ''],
        ['get(1)', '10', '-1'],
      ],
    );
    assert.match(
      await said(/put\(1, 10\)/),
      /^= The check did not pass\.\n= Failed: Every operation gives what it should/,
    );
    await until(
      () => notebook.cellAt(ANSWER).executionSummary?.success === false,
      workspace.onDidChangeNotebookDocument,
    );
  });

  it('passes with a solution', async () => {
    await write(solution);
    const report = await check(TASK);
    assert.ok(report?.passed);
    assert.match(await said(/4 of 4 checks passed/), /^= The check passed\./);
    await until(
      () => notebook.cellAt(ANSWER).executionSummary?.success === true,
      workspace.onDidChangeNotebookDocument,
    );
  });

  it('is interrupted in an endless loop, and says in which operation', async () => {
    await write(`${solution.replace('const oldest', 'for (;;); const oldest')}\nconsole.log('go');`);
    const checking = check();
    await said(/^go$/m); // The cell has run, so what is interrupted is the check.
    await commands.executeCommand('cachebook.interrupt', notebook.uri.toString());
    assert.equal((await checking)?.passed, false);
    const text = await said(/Interrupted/);
    assert.match(text, /put\(1, 52\) +still running/);
    assert.match(text, /Interrupted: The cell was interrupted\. All variables are kept\./);
  });

  it('gives its hints one after the other, behind what stands below the cell', async () => {
    await write(`${starter} console.log('below the cell');`);
    await run(notebook, ANSWER);
    const numbers: unknown[] = [];
    for (let count = 0; count < 4; count++) {
      const hint = await commands.executeCommand<{ number: number } | undefined>(
        'cachebook.showHint',
        at(ANSWER),
      );
      numbers.push(hint?.number);
    }
    assert.deepEqual(numbers, [1, 2, 3, undefined]); // There are no more.
    const text = await said(/Hint 3/);
    assert.deepEqual(text.match(/Hint \d/g), ['Hint 1', 'Hint 2', 'Hint 3']);
    assert.match(text, /^below the cell/);
  });

  it('shows a solution without touching the code', async () => {
    await write(starter);
    await run(notebook, ANSWER);
    const shown = await commands.executeCommand('cachebook.showSolution', at(ANSWER, { confirm: false }));
    assert.equal(shown, solution);
    assert.equal(notebook.cellAt(ANSWER).document.getText(), starter);
    assert.match(await said(/class LRUCache/), /^= \*\*Implement LRU\.\*\* A solution\./);
  });

  it('that nobody knows is refused with those there are', async () => {
    await assert.rejects(
      async () => check(UNKNOWN),
      /There is no exercise "nothing"\. Use one of: lru, lfu, timed-cache, fast-function\./,
    );
  });
});
