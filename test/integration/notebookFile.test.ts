import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import type { CodeAction, NotebookDocument } from 'vscode';
import {
  commands,
  languages,
  NotebookCellData,
  NotebookCellKind,
  NotebookEdit,
  NotebookRange,
  TabInputNotebook,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { closeNotebooks, openNotebook, writeNotebook } from './support/notebooks.ts';
import { until } from './support/until.ts';

/**
 * Files that are easily damaged, by what is special about them. What is asked here is what VS Code does with them: that
 * each kind is written as it was read is asked in test/unit/notebook/properties.test.ts.
 */
const FILES: Readonly<Record<string, string>> = {
  'line ends of both kinds, fences of all kinds and no last newline': [
    '---\r\ntitle: A\r\nlesson: 1\n---\n\n\n\n# A\r\n\n\n```ts\nconst a = 1;\r\n```\ntext\n',
    '````md\n```ts\nconst a = 1;\n```\n````\n\n~~~ts\n2\n~~~\n\n```ruby\nputs 1\n```\n\n```ts title="x"\n1\n```\n',
    '```predict\nanswer: 1\nexplanation: so\n---\nHow many?\n```\n\n```ts\n1\n```\n\n',
    '```exercise\nid: lru\n---\nDo it.\n```\n\n\n```python\nprint(1)\n```',
  ].join(''),
  'a byte order mark and line ends of Windows': '\uFEFF# A\r\n\r\n```ts\r\n1\r\n```\r\n',
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

  const WRONG = lines(
    ...['---', 'minutes: ten', '---', '', '# A', '', '```predict', 'answr: 1', 'explanation: so', '---'],
    ...['How many?', '', '- 1', '- > 2', '```', '', '```ts', '1', '```', ''],
  );
  /** The problems of all files, each with the end of its address and its line there. */
  const problems = (): string[] =>
    languages
      .getDiagnostics()
      .flatMap(([{ scheme }, all]) =>
        all
          .filter(({ source }) => source === 'Cachebook')
          .map(({ range, message }) => `${scheme} ${range.start.line + 1}: ${message}`),
      );

  it('shows the mistakes of its author at their cells, and forgets them when they are mended', async () => {
    const notebook = await openNotebook(WRONG);
    await until(() => problems().length === 4, languages.onDidChangeDiagnostics);
    assert.deepEqual(problems().sort(), [
      'file 2: "minutes" says how long it takes. Write a number, such as 10.',
      'vscode-notebook-cell 1: Line 7: Write a line "answer: ..." into the header of this fence.',
      'vscode-notebook-cell 1: Line 8: Nothing reads "answr" here. Known: answer, explanation.',
      'vscode-notebook-cell 4: A choice is one paragraph of text. Write it in one line.',
    ]);
    const { document } = notebook.cellAt(1);
    window.activeNotebookEditor!.selection = new NotebookRange(1, 2);
    await commands.executeCommand('notebook.cell.edit');
    await until(() => window.activeTextEditor?.document === document, window.onDidChangeActiveTextEditor);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      document.lineAt(0).range,
    );
    const action = actions.find(({ title }) => title === 'Open line 8 of the file as text');
    const { command, arguments: args = [] } = action?.command ?? {};
    await commands.executeCommand(command ?? '', ...(args as unknown[]));
    await until(
      () => window.activeTextEditor?.selection.active.line === 7,
      window.onDidChangeTextEditorSelection,
    );
    assert.equal(window.activeTextEditor?.document.uri.toString(), notebook.uri.toString());
    await commands.executeCommand('workbench.action.closeActiveEditor');
    const edit = new WorkspaceEdit();
    edit.set(notebook.uri, [NotebookEdit.deleteCells(new NotebookRange(1, 2))]);
    await workspace.applyEdit(edit);
    await until(() => problems().length === 1, languages.onDidChangeDiagnostics);
  });

  it('keeps its problems while it is open, as text or as a notebook, and no longer', async () => {
    const { uri } = await openNotebook(WRONG);
    await until(() => problems().length === 4, languages.onDidChangeDiagnostics);
    await commands.executeCommand('vscode.openWith', uri, 'default');
    await until(
      () => problems().includes('file 8: Nothing reads "answr" here. Known: answer, explanation.'),
      languages.onDidChangeDiagnostics,
    );
    assert.equal(problems().length, 7);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await until(() => problems().length === 4, languages.onDidChangeDiagnostics);
    // What an extension opens stays open after its last tab.
    await workspace.openNotebookDocument(uri);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await until(() => problems().length === 0, languages.onDidChangeDiagnostics);
  });

  it('is read to the end of each line: outputs wrap, where a person has not chosen otherwise', () => {
    // Without it VS Code cuts a long line of text, and nothing scrolls to the rest.
    assert.equal(workspace.getConfiguration('notebook.output').get('wordWrap'), true);
  });

  it('opens as a notebook by itself, and plain Markdown where a person wants it', async () => {
    const notebook = await openNotebook('# A\n\n```ts\n1\n```\n');
    const plain = Uri.joinPath(notebook.uri, '../plain.md');
    writeFileSync(plain.fsPath, '# B\n\n```ts\n2\n```\n');
    await commands.executeCommand('vscode.open', plain);
    await until(
      () => window.activeTextEditor?.document.uri.path === plain.path,
      window.onDidChangeActiveTextEditor,
    );
    await commands.executeCommand('vscode.openWith', plain, 'cachebook');
    await until(
      () => window.activeNotebookEditor?.notebook.uri.path === plain.path,
      window.onDidChangeActiveNotebookEditor,
    );
    assert.equal(window.activeNotebookEditor?.notebook.cellCount, 2);
  });
});

function lines(...each: readonly string[]): string {
  return each.join('\n');
}

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

/** Saves a notebook, which has to be written then. VS Code tells of it in its own time: before the answer, or after. */
async function save(notebook: NotebookDocument): Promise<void> {
  let isSaved = false;
  const listening = workspace.onDidSaveNotebookDocument((each) => (isSaved ||= each === notebook));
  assert.ok(await notebook.save());
  await until(() => isSaved, workspace.onDidSaveNotebookDocument);
  listening.dispose();
}

function tabsOf(uri: Uri): TabInputNotebook[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) =>
      input instanceof TabInputNotebook && input.uri.path === uri.path ? [input] : [],
    );
}
