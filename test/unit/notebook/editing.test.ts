import assert from 'node:assert/strict';
import type { NotebookCell } from '../../../src/protocol/notebook/index.ts';
import { parseNotebook, serializeNotebook } from '../../../src/protocol/notebook/index.ts';
import { edit, lines, outline, withCells } from './support.ts';

/** what it shows | the file | the cell | what is typed | the file after it */
const EDITS: readonly [string, string, number, string, string][] = [
  ['code', 'A\n```ts\nx\n```\nB', 1, 'y\nz', 'A\n```ts\ny\nz\n```\nB'],
  ['code with its own fence', '~~~~ TS run\nx\n~~~~~\n', 0, 'y', '~~~~ TS run\ny\n~~~~~\n'],
  ['code in Windows lines', 'A\r\n```ts\r\nx\r\n```\r\n', 1, 'y\nz', 'A\r\n```ts\r\ny\r\nz\r\n```\r\n'],
  ['code without a last line end', '```ts\nx\n```', 0, 'y', '```ts\ny\n```'],
  ['code without a closing fence', '```ts\nx', 0, 'y', '```ts\ny'],
  ['code with a fence in it', '```ts\nx\n```\n', 0, '/*\n```\n*/', '````ts\n/*\n```\n*/\n````\n'],
  ['code with a long fence in it', '```ts\nx\n```\n', 0, '  `````', '``````ts\n  `````\n``````\n'],
  ['code in tildes with backticks in it', '~~~ts\nx\n~~~\n', 0, '```', '~~~ts\n```\n~~~\n'],
  ['code to nothing', '```ts\nx\n```\n', 0, '', '```ts\n```\n'],
  ['prose', 'A\n\n```ts\n```\n', 0, 'B', 'B\n\n```ts\n```\n'],
  ['prose with a code fence', 'A\n', 0, '```ts\n```', '<!-- markdown -->\n```ts\n```\n<!-- /markdown -->\n'],
  ['prose with a fence of no cell', 'A', 0, '```sql\n```', '```sql\n```'],
  [
    'prose that would hide what follows',
    'A\n```ts\n```',
    0,
    '<!--',
    '<!-- markdown -->\n<!--\n<!-- /markdown -->\n```ts\n```',
  ],
  [
    'prose with guards',
    'A',
    0,
    '<!-- markdown -->\n<!-- /markdown -->',
    '<!-- markdown 2 -->\n<!-- markdown -->\n<!-- /markdown -->\n<!-- /markdown 2 -->',
  ],
  ['prose to front matter', 'A\n', 0, '---\ntitle: x\n---', '\n---\ntitle: x\n---\n'],
  ['a question', '```predict\nanswer: 1\n---\nQ\n```\n', 0, 'R', '```predict\nanswer: 1\n---\nR\n```\n'],
  ['a task that was not there', '```exercise\nid: a\n```\n', 0, 'Do', '```exercise\nid: a\n---\nDo\n```\n'],
];

describe('editing a notebook', () => {
  for (const [name, text, at, typed, after] of EDITS) {
    it(name, () =>
      assert.equal(
        edit(text, at, () => typed),
        after,
      ),
    );
  }

  const TWO = '# A\n\n```ts\nx\n```\n';
  /** what it shows | what is done | the file after it */
  const CHANGES: readonly [string, (cells: NotebookCell[]) => void, string][] = [
    [
      'a new last cell',
      (cells) => cells.push({ kind: 'code', language: 'python', text: 'y' }),
      `${TWO}\n\`\`\`python\ny\n\`\`\`\n`,
    ],
    [
      'a new first cell',
      (cells) => cells.unshift({ kind: 'code', language: 'javascript', text: '' }),
      `\`\`\`js\n\`\`\`\n\n${TWO}`,
    ],
    [
      'prose after prose',
      (cells) => cells.splice(1, 0, { kind: 'markdown', text: 'B' }),
      '# A\n\n<!-- markdown -->\nB\n<!-- /markdown -->\n\n```ts\nx\n```\n',
    ],
    ['a cell less', (cells) => cells.splice(0, 1), '\n```ts\nx\n```\n'],
    [
      'another language',
      (cells) => (cells[1] = { ...cells[1]!, kind: 'code', language: 'python' }),
      '# A\n\n```python\nx\n```\n',
    ],
    [
      'a language without cells',
      (cells) => (cells[1] = { kind: 'code', language: 'sql', text: 'x' }),
      '# A\n\n```sql\nx\n```\n',
    ],
    [
      'a new question',
      (cells) => cells.splice(1, 0, { kind: 'predict', header: 'answer: 1', text: 'Q' }),
      '# A\n\n```predict\nanswer: 1\n---\nQ\n```\n\n```ts\nx\n```\n',
    ],
  ];
  for (const [name, change, after] of CHANGES) {
    it(name, () => assert.equal(serializeNotebook(withCells(parseNotebook(TWO), change)), after));
  }

  it('a cell that moves away from the end without a last line end gets one', () => {
    const swapped = withCells(parseNotebook('A\n```ts\nx\n```'), (cells) => cells.reverse());
    assert.equal(serializeNotebook(swapped), '```ts\nx\n```\nA\n');
  });

  it('a new notebook', () => {
    const cells: NotebookCell[] = [
      { kind: 'markdown', text: '# Mine' },
      { kind: 'code', language: 'typescript', text: '1 + 1' },
    ];
    const text = serializeNotebook({ head: '', tail: '', eol: '\n', cells });
    assert.equal(text, lines('# Mine', '', '```ts', '1 + 1', '```', ''));
    assert.deepEqual(outline(parseNotebook(text)), outline({ cells }));
  });
});
