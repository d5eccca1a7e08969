import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { NotebookDocument, Uri } from 'vscode';
import {
  commands,
  languages,
  NotebookCellData,
  NotebookCellKind,
  NotebookEdit,
  NotebookRange,
  TabInputNotebook,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { closeNotebooks, openNotebook, writeNotebook } from './support/notebooks.ts';
import { until } from './support/until.ts';

/** Files that are easily damaged, by what is special about them. */
const FILES: Readonly<Record<string, string>> = {
  'line ends of Windows': '# A\r\n\r\n```ts\r\nconst a = 1;\r\n```\r\n\r\ntext\r\n',
  'line ends of both kinds': '# A\r\n\n```ts\nconst a = 1;\r\n```\ntext\n',
  'no last newline': '```python\nprint(1)\n```',
  'front matter and blank lines': '---\ntitle: A\nlesson: 1\n---\n\n\n\n# A\n\n\n\n```js\n1\n```\n\n\n',
  'fences in fences': '````md\n```ts\nconst a = 1;\n```\n````\n\n~~~ts\n2\n~~~\n',
  'unknown languages': '```ruby\nputs 1\n```\n\n```ts title="x"\n1\n```\n',
  'a question and an exercise':
    '```predict\nanswer: 1\nexplanation: so\n---\nHow many?\n```\n\n```ts\n1\n```\n\n```exercise\nid: lru\n---\nDo it.\n```\n\n```ts\n2\n```\n',
  'a byte order mark': '\uFEFF# A\n\n```ts\n1\n```\n',
  'nothing at all': '',
};

describe('the file of a notebook', () => {
  afterEach(closeNotebooks);

  for (const [what, text] of Object.entries(FILES)) {
    it(`with ${what} is the same to the byte when it was opened, edited back and forth, and saved`, async () => {
      const notebook = await openNotebook(text);
      await insertAndDelete(notebook);
      await save(notebook);
      assert.deepEqual(readFileSync(notebook.uri.fsPath, 'utf8'), text);
    });
  }

  it('does not hold what cells have said', async () => {
    const text = "```ts\nconsole.log('said')\n```\n";
    const notebook = await openNotebook(text);
    await commands.executeCommand('cachebook.runAll');
    assert.equal(notebook.isDirty, false);
    await insertAndDelete(notebook);
    await save(notebook);
    assert.equal(readFileSync(notebook.uri.fsPath, 'utf8'), text);
  });

  it('that cannot be read opens with an error, never as an empty notebook', async () => {
    const text = '---\ntitle: A\n\n# Front matter without an end\n';
    const uri = writeNotebook(text);
    await assert.rejects(async () => workspace.openNotebookDocument(uri), /Line 1: /);
    await commands.executeCommand('vscode.open', uri);
    await until(() => tabsOf(uri).length === 1, window.tabGroups.onDidChangeTabs);
    assert.deepEqual(
      workspace.notebookDocuments.filter((each) => each.uri.path === uri.path),
      [],
    );
    await commands.executeCommand('workbench.action.files.save');
    assert.equal(readFileSync(uri.fsPath, 'utf8'), text);
  });

  it('shows the mistakes of its author as problems, with their lines, and forgets them when they are mended', async () => {
    const text = '# A\n\n```predict\nanswr: 1\nexplanation: so\n---\nHow many?\n```\n\n```ts\n1\n```\n';
    const notebook = await openNotebook(text);
    const problems = (): string[] =>
      languages
        .getDiagnostics(notebook.uri)
        .map(({ range, message }) => `${range.start.line + 1}: ${message}`);
    await until(() => problems().length > 0, languages.onDidChangeDiagnostics);
    assert.deepEqual(problems(), [
      '3: Write a line "answer: ..." into the header of this fence.',
      '4: Nothing reads "answr" here. Known: answer, explanation.',
    ]);
    const edit = new WorkspaceEdit();
    edit.set(notebook.uri, [NotebookEdit.deleteCells(new NotebookRange(1, 2))]);
    await workspace.applyEdit(edit);
    await until(() => problems().length === 0, languages.onDidChangeDiagnostics);
  });
});

/** An edit that leaves everything as it was, but to be saved. */
async function insertAndDelete(notebook: NotebookDocument): Promise<void> {
  const at = notebook.cellCount;
  const cell = new NotebookCellData(NotebookCellKind.Code, 'new', 'typescript');
  for (const change of [
    NotebookEdit.insertCells(at, [cell]),
    NotebookEdit.deleteCells(new NotebookRange(at, at + 1)),
  ]) {
    const edit = new WorkspaceEdit();
    edit.set(notebook.uri, [change]);
    await workspace.applyEdit(edit);
  }
}

/** Saves a notebook, which has to be written then. */
async function save(notebook: NotebookDocument): Promise<void> {
  const saved: NotebookDocument[] = [];
  const subscription = workspace.onDidSaveNotebookDocument((each) => saved.push(each));
  await notebook.save();
  subscription.dispose();
  assert.deepEqual(saved, [notebook]);
}

function tabsOf(uri: Uri): TabInputNotebook[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) =>
      input instanceof TabInputNotebook && input.uri.path === uri.path ? [input] : [],
    );
}
