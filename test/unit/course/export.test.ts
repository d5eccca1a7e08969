import assert from 'node:assert/strict';
import { writerFor } from '../../../src/host/lessons/export/index.ts';
import { writeJupyter } from '../../../src/host/lessons/export/jupyter.ts';
import { writeMarkdown } from '../../../src/host/lessons/export/markdown.ts';
import type { ExportedCell } from '../../../src/host/lessons/export/model.ts';
import { parseNotebook } from '../../../src/protocol/notebook/index.ts';

const CELLS: readonly ExportedCell[] = [
  { kind: 'markdown', text: '# A lesson' },
  {
    kind: 'code',
    language: 'typescript',
    text: 'console.log(1);\n2',
    count: 1,
    outputs: [
      { kind: 'stream', name: 'stdout', text: '1\n' },
      { kind: 'value', text: '2' },
    ],
  },
  {
    kind: 'code',
    language: 'python',
    text: '1 / 0',
    count: 2,
    outputs: [
      { kind: 'stream', name: 'stderr', text: 'careful' },
      {
        kind: 'error',
        name: 'ZeroDivisionError',
        message: 'division by zero',
        stack: 'ZeroDivisionError: division by zero\n    at line 1',
      },
    ],
  },
  { kind: 'code', language: 'typescript', text: '', count: undefined, outputs: [] },
];

describe('a lesson as Markdown', () => {
  it('shows every output below its cell', () => {
    assert.equal(
      writeMarkdown(CELLS),
      `# A lesson

\`\`\`ts
console.log(1);
2
\`\`\`

\`\`\`text
1
\`\`\`

\`\`\`text
2
\`\`\`

\`\`\`python
1 / 0
\`\`\`

\`\`\`text
careful
\`\`\`

\`\`\`text
ZeroDivisionError: division by zero
    at line 1
\`\`\`

\`\`\`ts

\`\`\`
`,
    );
  });

  it('keeps an output within its fence', () => {
    const text = '```ts\nconsole.log("no cell");\n```\n<script>';
    const written = writeMarkdown([
      { kind: 'code', language: 'typescript', text: '1', count: 1, outputs: [{ kind: 'value', text }] },
    ]);
    assert.deepEqual(
      parseNotebook(written).cells.map((cell) => [cell.kind, cell.text]),
      [
        ['code', '1'],
        ['markdown', `\`\`\`\`text\n${text}\n\`\`\`\``],
      ],
    );
  });
});

describe('the name of a file', () => {
  it('says what a notebook is written as', () => {
    assert.equal(writerFor('/a/notes.md'), writeMarkdown);
    assert.equal(writerFor('/a/constructor.IPYNB'), writeJupyter);
    assert.equal(writerFor('/a/__proto__.md'), writeMarkdown);
    for (const name of ['notes.constructor', 'notes.__proto__', 'toString', 'a.md/b', 'notes.mdx', ''])
      assert.equal(writerFor(name), undefined, name);
  });

  it('and that of a language only names its own', () => {
    const cell = { kind: 'code', language: 'constructor', text: '1', count: undefined, outputs: [] } as const;
    assert.equal(writeMarkdown([cell]), '```constructor\n1\n```\n');
  });
});

describe('an output that is prose', () => {
  const outputs = [{ kind: 'value', text: 'That is right.', markdown: 'That is **right**.' }] as const;
  const cells: ExportedCell[] = [{ kind: 'code', language: 'javascript', text: '1', count: 1, outputs }];

  it('is prose in Markdown', () => {
    assert.equal(writeMarkdown(cells), '```js\n1\n```\n\nThat is **right**.\n');
  });

  it('is both in a Jupyter notebook', () => {
    const data = { 'text/markdown': ['That is **right**.'], 'text/plain': ['That is right.'] };
    assert.match(JSON.stringify(JSON.parse(writeJupyter(cells))), new RegExp(escape(JSON.stringify(data))));
  });
});

describe('a lesson as a Jupyter notebook', () => {
  it('is nbformat 4.5', () => {
    assert.deepEqual(JSON.parse(writeJupyter(CELLS)), {
      cells: [
        { cell_type: 'markdown', id: 'cell-1', metadata: {}, source: ['# A lesson'] },
        {
          cell_type: 'code',
          id: 'cell-2',
          metadata: { vscode: { languageId: 'typescript' } },
          execution_count: 1,
          source: ['console.log(1);\n', '2'],
          outputs: [
            { output_type: 'stream', name: 'stdout', text: ['1\n'] },
            {
              output_type: 'execute_result',
              execution_count: 1,
              data: { 'text/plain': ['2'] },
              metadata: {},
            },
          ],
        },
        {
          cell_type: 'code',
          id: 'cell-3',
          metadata: { vscode: { languageId: 'python' } },
          execution_count: 2,
          source: ['1 / 0'],
          outputs: [
            { output_type: 'stream', name: 'stderr', text: ['careful'] },
            {
              output_type: 'error',
              ename: 'ZeroDivisionError',
              evalue: 'division by zero',
              traceback: ['ZeroDivisionError: division by zero', '    at line 1'],
            },
          ],
        },
        {
          cell_type: 'code',
          id: 'cell-4',
          metadata: { vscode: { languageId: 'typescript' } },
          execution_count: null,
          source: [],
          outputs: [],
        },
      ],
      metadata: { language_info: { name: 'typescript' } },
      nbformat: 4,
      nbformat_minor: 5,
    });
  });

  it('names the language that most cells have', () => {
    const cell = (language: string): ExportedCell => ({
      kind: 'code',
      language,
      text: '',
      count: undefined,
      outputs: [],
    });
    const written = JSON.parse(writeJupyter([cell('typescript'), cell('python'), cell('python')])) as {
      metadata: unknown;
    };
    assert.deepEqual(written.metadata, { language_info: { name: 'python' } });
  });
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
