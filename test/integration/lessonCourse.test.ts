import assert from 'node:assert/strict';
import { commands, NotebookEdit, NotebookRange, Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import type { LessonInfo } from '../../src/host/lessons/info.ts';
import {
  closeLessons,
  copyText,
  forgetLessons,
  notebookOf,
  openLesson,
  shippedText,
  untilDone,
} from './support/lessons.ts';
import { runCells } from './support/notebooks.ts';
import { answerAll } from './support/predictions.ts';

const FILE = '1-why-cache.cachebook.md';
/** The index of its Python cell, which nothing is asked before. */
const PYTHON = 8;

/** Changes an open lesson as a person does, and saves it. */
async function change(info: LessonInfo, make: (edit: WorkspaceEdit) => void): Promise<void> {
  const edit = new WorkspaceEdit();
  make(edit);
  assert.ok(await workspace.applyEdit(edit));
  assert.ok(await notebookOf(info).save());
}

function rewrite(info: LessonInfo, cell: number, text: string): Promise<void> {
  const { document } = notebookOf(info).cellAt(cell);
  const all = document.validateRange(new Range(0, 0, document.lineCount, 0));
  return change(info, (edit) => edit.replace(document.uri, all, text));
}

function removeCell(info: LessonInfo, cell: number): Promise<void> {
  return change(info, (edit) =>
    edit.set(Uri.parse(info.uri), [NotebookEdit.deleteCells(new NotebookRange(cell, cell + 1))]),
  );
}

describe('a lesson', () => {
  afterEach(() => forgetLessons('1'));
  after(closeLessons);

  it('opens as a copy of what is shipped, and says how far one is', async () => {
    const info = await openLesson('1');
    const { uri } = info;
    assert.deepEqual(info, { id: '1', title: '1. Why cache', uri, state: 'new', done: 0, total: 6 });
    assert.match(uri, /globalStorage\/cachebook\.cachebook\/lessons\/1-why-cache\.cachebook\.md$/);
    assert.equal(await copyText(info), shippedText(FILE));
    assert.equal(window.activeNotebookEditor?.notebook.uri.toString(), uri);
  });

  it('that does not exist is refused, with the ids there are', async () => {
    await assert.rejects(
      async () => openLesson('11'),
      /There is no lesson "11"\. Use one of: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, A, B, C, D\./,
    );
  });

  it('counts cells that ran well, once each, and forgets nothing when it is edited', async () => {
    const info = await openLesson('1');
    const first = 1;
    await runCells(notebookOf(info), first);
    await runCells(notebookOf(info), first);
    assert.deepEqual(await untilDone('1', 1), { ...info, state: 'started', done: 1 });
    await rewrite(info, first, `${notebookOf(info).cellAt(first).document.getText()}\nconsole.log('more');`);
    await removeCell(info, 0);
    await runCells(notebookOf(info), first - 1);
    await runCells(notebookOf(info), PYTHON - 1);
    assert.equal((await untilDone('1', 2)).done, 2);
  });

  it('does not count a cell that failed', async () => {
    const info = await openLesson('1');
    await rewrite(info, 1, 'throw new Error("no");');
    await runCells(notebookOf(info), 1);
    await runCells(notebookOf(info), PYTHON);
    assert.equal((await untilDone('1', 1)).done, 1);
  });

  it('keeps what a person changed, until it is reset', async () => {
    const info = await openLesson('1');
    await rewrite(info, 1, 'const mine = 1;');
    await runCells(notebookOf(info), 1);
    assert.equal((await untilDone('1', 1)).done, 1);
    await commands.executeCommand('workbench.action.closeAllEditors');
    assert.match(await copyText(await openLesson('1')), /const mine = 1;/);
    assert.equal((await openLesson('1')).done, 1);
    await rewrite(info, 1, 'const mine = 2;');
    const reset = await commands.executeCommand<LessonInfo>('cachebook.resetLesson', '1', { confirm: false });
    assert.deepEqual(reset, info);
    assert.equal(await copyText(info), shippedText(FILE));
    assert.match(notebookOf(info).cellAt(3).document.getText(), /readWithoutCache/);
  });

  it('asks before it is reset', async () => {
    await openLesson('1');
    await assert.rejects(async () => commands.executeCommand('cachebook.resetLesson', '1'), /1\. Why cache/);
  });
});

describe('going on', () => {
  afterEach(() => forgetLessons('1', '2'));
  after(closeLessons);

  const goOn = (): Thenable<LessonInfo> => commands.executeCommand<LessonInfo>('cachebook.continueLearning');

  it('begins with the first lesson', async () => {
    assert.equal((await goOn()).id, '1');
  });

  it('shows the lesson that was opened last, at the first question or cell that is not done', async () => {
    const info = await openLesson('2');
    await openLesson('1');
    await openLesson('2');
    await commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal((await goOn()).uri, info.uri);
    const { notebook, selection } = window.activeNotebookEditor!;
    assert.match(notebook.cellAt(selection.start).document.getText(), /^Who has to go for `D`/);
  });

  it('goes to the next lesson when one is finished', async () => {
    const info = await openLesson('1');
    await answerAll(notebookOf(info));
    await runCells(notebookOf(info), 0, notebookOf(info).cellCount);
    const done = await untilDone('1', 6);
    assert.deepEqual(done, { ...info, state: 'finished', done: 6 });
    assert.equal((await goOn()).id, '2');
  });
});

describe('a new lesson', () => {
  after(closeLessons);

  it('is a notebook with code, a question and an exercise, not saved yet', async () => {
    const uri = Uri.parse(await commands.executeCommand<string>('cachebook.newLesson'));
    assert.equal(uri.scheme, 'untitled');
    const { notebook } = window.activeNotebookEditor!;
    assert.equal(notebook.uri.toString(), uri.toString());
    const texts = notebook.getCells().map(({ document }) => document.getText());
    assert.match(texts[0]!, /^# My lesson/);
    assert.ok(texts.some((text) => text.startsWith('Now `search` is asked for.')));
    await answerAll(notebook);
    await runCells(notebook, 0, notebook.cellCount);
    assert.deepEqual(
      notebook.getCells().flatMap(({ executionSummary }) => executionSummary?.success ?? []),
      [true, true, true],
    );
  });
});
