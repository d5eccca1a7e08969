import assert from 'node:assert/strict';
import { commands, Uri, window, workspace } from 'vscode';
import { closeLessons, forgetLessons, notebookOf, openLesson } from './support/lessons.ts';
import { closeNotebooks, openNotebook, runCells } from './support/notebooks.ts';
import { answer, answerAll } from './support/predictions.ts';

const NOTEBOOK = `# Golden

\`\`\`predict
answer: 3
explanation: One and two.
---
What is the sum?
\`\`\`

\`\`\`ts
console.log('one');
console.log('two');
1 + 2;
\`\`\`

\`\`\`ts
const c = createCache('lru', 2);
c.set('a', 1);
show(c);
\`\`\`

\`\`\`js
throw new TypeError('wrong');
\`\`\`
`;

const MARKDOWN = `# Golden

**Predict**

What is the sum?

\`\`\`ts
console.log('one');
console.log('two');
1 + 2;
\`\`\`

\`\`\`text
one
two
\`\`\`

\`\`\`text
3
\`\`\`

You predicted: **4**. The answer: **3**. One and two.
`;

async function exportTo(name: string): Promise<string> {
  const target = Uri.joinPath(workspace.workspaceFolders![0]!.uri, name);
  assert.equal(await commands.executeCommand('cachebook.exportLesson', target), target.toString());
  return new TextDecoder().decode(await workspace.fs.readFile(target));
}

describe('a lesson that is exported', () => {
  before(async () => {
    const notebook = await openNotebook(NOTEBOOK, 'golden');
    await answer(notebook, 1, '4');
    await runCells(notebook, 0, notebook.cellCount);
  });
  after(closeNotebooks);

  it('is Markdown that shows outputs, errors and answers', async () => {
    const text = await exportTo('golden.md');
    assert.equal(text.slice(0, MARKDOWN.length), MARKDOWN);
    assert.match(text, /\*\*Cache c\*\* lru, CacheInfo\(hits=0, misses=0, maxsize=2, currsize=1\)\./);
    assert.match(text, /\n\n!\[Cache c\]\(golden_files\/1\.svg\)\n\n\| Recency \| Key \|/);
    const picture = Uri.joinPath(workspace.workspaceFolders![0]!.uri, 'golden_files/1.svg');
    assert.match(new TextDecoder().decode(await workspace.fs.readFile(picture)), /^<svg xmlns=/);
    assert.match(text, /```js\nthrow new TypeError\('wrong'\);\n```\n\n```text\nTypeError: wrong\n/);
  });

  it('is a Jupyter notebook that VS Code opens with its outputs', async () => {
    await exportTo('golden.ipynb');
    const file = Uri.joinPath(workspace.workspaceFolders![0]!.uri, 'golden.ipynb');
    const jupyter = await workspace.openNotebookDocument(file);
    const decode = (data: Uint8Array): string => new TextDecoder().decode(data);
    const mimes = jupyter
      .getCells()
      .map(({ outputs }) => outputs.flatMap(({ items }) => items.map(({ mime }) => mime)));
    assert.equal(jupyter.notebookType, 'jupyter-notebook');
    assert.deepEqual(
      jupyter.getCells().map(({ document }) => document.languageId),
      ['markdown', 'markdown', 'typescript', 'typescript', 'javascript'],
    );
    assert.deepEqual(mimes[2]?.slice(0, 2), ['application/vnd.code.notebook.stdout', 'text/plain']);
    assert.equal(decode(jupyter.cellAt(2).outputs[1]!.items[0]!.data), '3');
    const shown = jupyter
      .cellAt(3)
      .outputs[0]!.items.map(({ mime }) => mime)
      .sort();
    assert.deepEqual(shown, ['image/svg+xml', 'text/html', 'text/plain']);
    assert.deepEqual(mimes[4], ['application/vnd.code.notebook.error']);
  });

  it('is a page of one file, with the answer where it is wanted', async () => {
    assert.match(
      await exportTo('golden.html'),
      /<strong>Predict<\/strong>[^]*<img src="data:image\/svg\+xml,/,
    );
    const target = Uri.joinPath(workspace.workspaceFolders![0]!.uri, 'answers.html');
    await commands.executeCommand('cachebook.exportLesson', target, undefined, { answers: true });
    const text = new TextDecoder().decode(await workspace.fs.readFile(target));
    assert.match(text, /<summary>Answer<\/summary><p><strong>3<\/strong><\/p>\s*<p>One and two\.<\/p>/);
  });

  it('needs a name that tells the format', async () => {
    await assert.rejects(
      async () => exportTo('golden.txt'),
      /Choose a file name that ends in \.html, \.md or \.ipynb\./,
    );
  });
});

async function exportProgress(file: string, name: string): Promise<string> {
  const target = Uri.joinPath(workspace.workspaceFolders![0]!.uri, file);
  await commands.executeCommand('cachebook.exportProgress', target, { name });
  return new TextDecoder().decode(await workspace.fs.readFile(target));
}

describe('progress that is exported', () => {
  after(closeLessons);

  it('tells a teacher what was done', async () => {
    await forgetLessons('1');
    const notebook = notebookOf(await openLesson('1'));
    const asked = notebook.getCells().findIndex(({ document }) => document.getText().endsWith('- twice'));
    await answer(notebook, asked, 'twice');
    await answerAll(notebook);
    await runCells(notebook, 0, notebook.cellCount);
    const now = /\d{4}-\d\d-\d\d \d\d:\d\d/g;
    const text = (await exportProgress('progress.md', 'Ada')).replace(now, 'NOW');
    const lines = text.split('\n');
    assert.deepEqual(lines.slice(0, 5), ['# Progress in Cachebook', '', 'Name: Ada.', '', 'As of NOW.']);
    assert.match(
      text,
      /\n\| 1\. Why cache \| (\d+) of \1 \| 1 of 2 \|(?: {2}\|){4} [1-9]\d* min \| NOW \|\n/,
    );
    for (const end of ['| twice | wrong | twice | wrong | NOW |', '| 1001 | right | 1001 | right | NOW |'])
      assert.ok(
        lines.some((line) => line.endsWith(end)),
        text,
      );
    assert.ok(lines.includes('| Practice A. Implement LRU | lru | not passed | 0 | 0 |  |'), text);
    const rows = (await exportProgress('progress.csv', 'Ada')).split('\r\n');
    assert.match(rows[1]!, /^Ada,1\. Why cache,lesson,1\. Why cache,/);
    await assert.rejects(async () => exportProgress('progress.txt', 'Ada'), /ends in \.csv or \.md\./);
    await forgetLessons('1');
  });
});

describe('nothing', () => {
  it('is exported where no notebook is open', async () => {
    assert.equal(window.activeNotebookEditor, undefined);
    await assert.rejects(
      async () => commands.executeCommand('cachebook.exportLesson', Uri.parse('untitled:x.md')),
      /Open a lesson first/,
    );
  });
});
