import assert from 'node:assert/strict';
import type { CompletionList, Hover, MarkdownString, NotebookDocument, TextDocument } from 'vscode';
import { commands, DiagnosticSeverity, languages } from 'vscode';
import { closeNotebooks, openNotebook } from './support/notebooks.ts';
import { until } from './support/until.ts';

const CELLS = [
  `const pages = lruCache((page: number) => page * 2, { maxsize: 3 });\nshow(pages.cacheInfo().hits);`,
  `const pages = createCache<string, number>('lru', 2);\nclass Reader {}\nfunction read(): number { return 1; }`,
  `class Reader {}\nfunction read(): number { return 2; }\nread();`,
  `import { readFileSync } from 'node:fs';\nconst text = await Promise.resolve(readFileSync.name);`,
  `show(text.length);`,
  `function half(): void {\n  const unused = 1;\n}`,
  `const broken = ;`,
];

/** What the editor marks, cell by cell. */
function marks(documents: readonly TextDocument[]): string[][] {
  return documents.map(({ uri }) =>
    languages
      .getDiagnostics(uri)
      .map(({ severity, message }) => `${DiagnosticSeverity[severity]}: ${message}`),
  );
}

function documentsOf(notebook: NotebookDocument): TextDocument[] {
  return notebook.getCells().map(({ document }) => document);
}

function textOf(hovers: readonly Hover[]): string {
  return hovers
    .flatMap(({ contents }) =>
      contents.map((each) => (typeof each === 'string' ? each : (each as MarkdownString).value)),
    )
    .join('\n');
}

describe('the editor of a cell', () => {
  afterEach(closeNotebooks);

  it('knows the names and types of the engine, and complains of mistakes only', async function () {
    const notebook = await openNotebook(CELLS.map((code) => `\`\`\`ts\n${code}\n\`\`\`\n`).join('\n'));
    const documents = documentsOf(notebook);
    const expected = [
      [],
      [],
      [],
      [],
      [],
      ["Hint: 'unused' is declared but its value is never read."],
      ['Error: Expression expected.'],
    ];
    const all = (): number => marks(documents).flat().length;
    await until(() => all() >= 2, languages.onDidChangeDiagnostics);
    assert.deepEqual(marks(documents), expected);

    const at = documents[0]!.positionAt(documents[0]!.getText().indexOf('lruCache') + 2);
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      documents[0]!.uri,
      at,
    );
    assert.match(textOf(hovers), /lruCache/);
    assert.match(textOf(hovers), /maxsize/);
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      documents[0]!.uri,
      at,
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.deepEqual(
      ['lruCache', 'timedLruCache', 'createCache', 'timeit', 'show'].filter((name) => !labels.includes(name)),
      [],
    );
  });
});
