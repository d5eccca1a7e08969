import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { NotebookDocument } from 'vscode';
import { extensions, NotebookCellKind } from 'vscode';
import { answerAll } from './support/predictions.ts';
import { closeNotebooks, openNotebook, runCells, transcript } from './support/notebooks.ts';

const SUFFIX = '.cachebook.md';
const folder = path.join(extensions.getExtension('cachebook.cachebook')!.extensionPath, 'media/lessons');
const names = readdirSync(folder).filter((file) => file.endsWith(SUFFIX) && !file.startsWith('glossary'));

/**
 * All cells of all lessons are run without VS Code (test/unit/notebook/lessons.test.ts). What is asked here is whether
 * VS Code runs such a notebook, one that waits. The first is run by lessonCourse.test.ts and, in a window of each version,
 * by lessons.spec.ts; exercises by exercises.test.ts.
 */
const asked = names.filter((name) => name.startsWith('7-'));

describe('every lesson', () => {
  afterEach(closeNotebooks);

  it('is there', () => {
    assert.equal(names.length, 14);
  });

  for (const name of asked) {
    it(`${name} runs as it stands`, async () => {
      const lesson = readFileSync(path.join(folder, name));
      const notebook = await openNotebook(lesson, name.slice(0, -SUFFIX.length));
      await answerAll(notebook);
      await runCells(notebook, 0, notebook.cellCount);
      assert.deepEqual(failures(notebook), []);
    });
  }
});

/** Each code cell that did not come to a good end, with what it wrote. */
function failures(notebook: NotebookDocument): string[][] {
  return notebook
    .getCells()
    .filter(({ kind, executionSummary }) => kind === NotebookCellKind.Code && !executionSummary?.success)
    .map((cell) => [cell.document.getText(), ...transcript(cell)]);
}
