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
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

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

/** The text from which a copy was made, as it is kept beside it. */
function originalOf({ uri }: LessonInfo): Uri {
  return Uri.joinPath(Uri.parse(uri), '../shipped', fileOf(uri));
}

function shippedOf({ uri }: LessonInfo): string {
  return shippedText(fileOf(uri));
}

function fileOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
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

describe('a lesson of a new version', () => {
  const lessons = ['3', '4', '5'] as const; // One for each test: VS Code is slow to open again what was just closed.
  after(async () => {
    await closeLessons();
    await forgetLessons(...lessons);
  });

  /** A copy, as if an earlier version had shipped `shipped` and a person had made `copy` of it. */
  async function comesFrom(id: string, shipped: string, copy: string): Promise<LessonInfo> {
    const info = await commands.executeCommand<LessonInfo>('cachebook.resetLesson', id, { confirm: false });
    await workspace.fs.writeFile(originalOf(info), encode(shipped));
    await workspace.fs.writeFile(Uri.parse(info.uri), encode(copy));
    return info;
  }

  it('replaces a copy that nobody changed', async () => {
    await comesFrom('3', '# An earlier text\n', '# An earlier text\n');
    const info = await openLesson('3');
    assert.equal(await copyText(info), shippedOf(info));
    assert.match(notebookOf(info).cellAt(0).document.getText(), /^# 3\. Inside LRU/);
  });

  it('leaves a copy alone that somebody changed', async () => {
    const info = await comesFrom('4', '# An earlier text\n', '# An earlier text\n\nand mine\n');
    for (let times = 0; times < 2; times++) {
      await openLesson('4');
      assert.equal(await copyText(info), '# An earlier text\n\nand mine\n');
    }
    await commands.executeCommand('cachebook.resetLesson', '4', { confirm: false });
    assert.equal(await copyText(info), shippedOf(info));
  });

  it('leaves a copy alone that happens to say the same already', async () => {
    const info = await comesFrom('5', '# An earlier text\n', shippedText('5-memoization.cachebook.md'));
    await openLesson('5');
    assert.equal(new TextDecoder().decode(await workspace.fs.readFile(originalOf(info))), shippedOf(info));
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
