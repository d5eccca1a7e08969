import assert from 'node:assert/strict';
import { writerFor } from '../../../src/host/lessons/export/index.ts';
import { imagesIn, writeHtml } from '../../../src/host/lessons/export/html.ts';
import { writeJupyter } from '../../../src/host/lessons/export/jupyter.ts';
import { writeMarkdown } from '../../../src/host/lessons/export/markdown.ts';
import type { ExportedCell, NotebookWriter } from '../../../src/host/lessons/export/model.ts';
import { assertNotebook } from './nbformat.ts';
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

const IMAGES = new Map([['plan.svg', 'data:image/svg+xml;base64,eA==']]);

function written(write: NotebookWriter, cells: readonly ExportedCell[]): ReturnType<NotebookWriter> {
  return write({ title: 'A <lesson>', language: 'en', images: IMAGES, cells }, 'my lesson_files');
}

const textAs = (write: NotebookWriter, cells: readonly ExportedCell[]): string => written(write, cells).text;

const DRAWING = {
  title: 'Cache a|b',
  summary: 'One <entry>.',
  svg: '<svg xmlns="http://www.w3.org/2000/svg"><text>"a"</text></svg>\n',
  table: { columns: ['Key', 'Value'], rows: [['a|b', '<script>alert(1)</script>']] },
};

/** A question with its answer, a cell that shows a cache, and text with a picture, a link and HTML. */
const SHOWN: readonly ExportedCell[] = [
  { kind: 'directive', lead: 'Predict', text: 'How often?\n\n- once', answer: '**once** It is kept.' },
  {
    kind: 'code',
    language: 'typescript',
    text: 'show(cache) // <b>',
    count: 1,
    outputs: [{ kind: 'value', text: 'cache: CacheInfo()', drawing: DRAWING }],
  },
  {
    kind: 'markdown',
    text: [
      '![The plan](plan.svg) ![Far](https://example.com/x.png) [Run](command:cachebook.runAll) [Read](https://example.com)',
      '<!-- a remark --><img src=x onerror=alert(1)>',
      '<kbd>Enter</kbd> <script>alert(2)</script>',
    ].join('\n\n'),
  },
];

describe('a lesson as Markdown', () => {
  it('shows every output below its cell', () => {
    assert.equal(
      textAs(writeMarkdown, CELLS),
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
    const file = textAs(writeMarkdown, [
      { kind: 'code', language: 'typescript', text: '1', count: 1, outputs: [{ kind: 'value', text }] },
    ]);
    assert.deepEqual(
      parseNotebook(file).cells.map((cell) => [cell.kind, cell.text]),
      [
        ['code', '1'],
        ['markdown', `\`\`\`\`text\n${text}\n\`\`\`\``],
      ],
    );
  });
});

describe('what is seen of a lesson', () => {
  it('in Markdown: a question below its word, a table, and pictures as files beside it', () => {
    const { text, pictures } = written(writeMarkdown, SHOWN);
    assert.equal(
      text.slice(0, text.indexOf('![The plan]')),
      `**Predict**

How often?

- once

<details><summary>Answer</summary>

**once** It is kept.

</details>

\`\`\`ts
show(cache) // <b>
\`\`\`

**Cache a\\|b.** One \\<entry\\>.

![Cache a\\|b](my%20lesson_files/1.svg)

| Key | Value |
| --- | --- |
| a\\|b | \\<script\\>alert(1)\\</script\\> |

`,
    );
    assert.deepEqual(pictures, [{ name: '1.svg', svg: DRAWING.svg }]);
  });

  it('in a Jupyter notebook: pictures and tables within it, valid', () => {
    const { text, pictures } = written(writeJupyter, SHOWN);
    assert.deepEqual(pictures, []);
    const { cells } = JSON.parse(text) as { cells: { outputs?: { data: Record<string, string[]> }[] }[] };
    const { data } = cells[1]!.outputs![0]!;
    assert.deepEqual(Object.keys(data), ['text/html', 'image/svg+xml', 'text/plain']);
    assert.equal(data['image/svg+xml']!.join(''), DRAWING.svg);
    assert.match(data['text/html']!.join(''), /<td>&lt;script&gt;alert\(1\)&lt;\/script&gt;<\/td>/);
  });

  it('in a page: of one file, without scripts, network and what could do harm', () => {
    const { text, pictures } = written(writeHtml, SHOWN);
    assert.deepEqual(pictures, []);
    assert.match(text, /^<!DOCTYPE html>\n<html lang="en">/);
    assert.match(text, /<title>A &lt;lesson&gt;<\/title>/);
    assert.match(text, /content="default-src 'none'; img-src data:; style-src 'unsafe-inline'/);
    assert.match(text, /@media \(prefers-color-scheme: dark\)/);
    const sources = [...text.matchAll(/<[a-z]+[^>]* (?:src|srcset|action|style|on\w+)="?([^" >]*)/g)];
    assert.deepEqual(
      sources.map(([, source]) => source!.slice(0, 14)),
      ['data:image/svg', 'data:image/svg'],
    );
    assert.match(text, /<img src="data:image\/svg\+xml;base64,eA==" alt="The plan">/);
    assert.match(text, /<em>Far<\/em> Run <a href="https:\/\/example\.com">Read<\/a>/);
    assert.match(text, /<kbd>Enter<\/kbd> &lt;script&gt;/);
    assert.doesNotMatch(text, /<script|<img src=x|a remark|command:/);
    assert.match(text, /<summary>As a table<\/summary><table>/);
    assert.match(text, /alt="Cache a\|b\. One &lt;entry&gt;\."/);
  });

  it('and marks what is wrong in a table, with numbers at the right', () => {
    const table = {
      columns: ['Step', 'Time', 'Right'],
      rows: [
        ['get', '1 ms', 'yes'],
        ['put', '', 'no'],
      ],
      numbers: [1],
      marked: [1],
    };
    const drawing = { title: '', summary: '', table };
    const outputs = [{ kind: 'value', text: '', drawing }] as const;
    const cells: ExportedCell[] = [{ kind: 'code', language: 'typescript', text: '1', count: 1, outputs }];
    const marked =
      '<tr class="marked"><th scope="row"><b>put</b></th><td class="number" align="right"><b></b></td><td><b>no</b></td></tr>';
    for (const write of [writeHtml, writeJupyter])
      assert.ok(textAs(write, cells).replaceAll('\\"', '"').includes(marked), textAs(write, cells));
    assert.match(
      textAs(writeMarkdown, cells),
      /\| Step \| Time \| Right \|\n\| --- \| --: \| --- \|\n\| get \| 1 ms \| yes \|\n\| \*\*put\*\* \| {2}\| \*\*no\*\* \|/,
    );
  });

  it('and which pictures its text shows', () => {
    assert.deepEqual(imagesIn(SHOWN), ['plan.svg', 'https://example.com/x.png']);
  });

  it('keeps its answers where nobody wants them told', () => {
    const [asked] = SHOWN;
    const quiet = [{ ...asked, answer: undefined } as ExportedCell];
    for (const write of [writeMarkdown, writeJupyter, writeHtml])
      assert.doesNotMatch(textAs(write, quiet), /It is kept|Answer</);
  });
});

describe('the name of a file', () => {
  it('says what a notebook is written as', () => {
    assert.equal(writerFor('/a/notes.md'), writeMarkdown);
    assert.equal(writerFor('/a/constructor.IPYNB'), writeJupyter);
    assert.equal(writerFor('/a/__proto__.md'), writeMarkdown);
    assert.equal(writerFor('/a/notes.html'), writeHtml);
    for (const name of ['notes.constructor', 'notes.__proto__', 'toString', 'a.md/b', 'notes.mdx', ''])
      assert.equal(writerFor(name), undefined, name);
  });

  it('and that of a language only names its own', () => {
    const cell = { kind: 'code', language: 'constructor', text: '1', count: undefined, outputs: [] } as const;
    assert.equal(textAs(writeMarkdown, [cell]), '```constructor\n1\n```\n');
  });
});

describe('an output that is prose', () => {
  const outputs = [{ kind: 'value', text: 'That is right.', markdown: 'That is **right**.' }] as const;
  const cells: ExportedCell[] = [{ kind: 'code', language: 'javascript', text: '1', count: 1, outputs }];

  it('is prose in Markdown', () => {
    assert.equal(textAs(writeMarkdown, cells), '```js\n1\n```\n\nThat is **right**.\n');
  });

  it('is both in a Jupyter notebook', () => {
    const data = { 'text/markdown': ['That is **right**.'], 'text/plain': ['That is right.'] };
    assert.match(
      JSON.stringify(JSON.parse(textAs(writeJupyter, cells))),
      new RegExp(escape(JSON.stringify(data))),
    );
  });
});

describe('a lesson as a Jupyter notebook', () => {
  it('is nbformat 4.5', () => {
    assert.deepEqual(JSON.parse(textAs(writeJupyter, CELLS)), {
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

  it('is valid, whatever was shown', () => {
    for (const cells of [[], CELLS, SHOWN]) assertNotebook(JSON.parse(textAs(writeJupyter, cells)));
  });

  it('names the language that most cells have', () => {
    const cell = (language: string): ExportedCell => ({
      kind: 'code',
      language,
      text: '',
      count: undefined,
      outputs: [],
    });
    const cells = [cell('typescript'), cell('python'), cell('python')];
    const notebook = JSON.parse(textAs(writeJupyter, cells)) as {
      metadata: unknown;
    };
    assert.deepEqual(notebook.metadata, { language_info: { name: 'python' } });
  });
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
