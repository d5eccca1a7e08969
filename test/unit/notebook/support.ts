import fc from 'fast-check';
import type { NotebookCell, NotebookFile, ParsedNotebook } from '../../../src/protocol/notebook/index.ts';
import { parseNotebook, serializeNotebook } from '../../../src/protocol/notebook/index.ts';

/** The lines of a text, joined as they are. */
export const lines = (...each: string[]): string => each.join('\n');

/** A notebook in one line a cell: `markdown: text`, `typescript: code`, `predict[header]: text`. */
export function outline({ cells }: Pick<NotebookFile, 'cells'>): string[] {
  return cells.map((cell) => `${nameOf(cell)}: ${cell.text.replaceAll('\n', '|')}`);
}

function nameOf(cell: NotebookCell): string {
  if (cell.kind === 'code') return cell.language;
  return cell.kind === 'markdown' ? cell.kind : `${cell.kind}[${cell.header.replaceAll('\n', '|')}]`;
}

/** The text after one cell was replaced. */
export function edit(text: string, index: number, change: (text: string) => string): string {
  const notebook = parseNotebook(text);
  return serializeNotebook(
    withCells(notebook, (cells) => {
      const cell = cells[index]!;
      cells[index] = { ...cell, text: change(cell.text) };
    }),
  );
}

/** The notebook with its cells changed. */
export function withCells(notebook: ParsedNotebook, change: (cells: NotebookCell[]) => void): NotebookFile {
  const cells = [...notebook.cells];
  change(cells);
  return { ...notebook, cells };
}

/** Lines that matter to the format, and some that do not. */
const PIECES = [
  '```ts',
  '```',
  '````',
  '````js',
  '~~~python',
  '~~~',
  '```predict',
  '```exercise',
  '```text',
  '``` TS x=1',
  '  ```ts',
  '   ```',
  '    ```ts',
  '\t```',
  '- item',
  '- ```ts',
  '  - ```',
  '1. one',
  '10) ten',
  '> ```ts',
  '> quote',
  '* * *',
  '---',
  '...',
  'title: x',
  'answer: 1',
  'id: lru',
  '<!-- markdown -->',
  '<!-- /markdown -->',
  '<!-- markdown 2 -->',
  '<!-- /markdown 2 -->',
  '<!--',
  '-->',
  '<pre>',
  '</pre>',
  'text',
  'const a = 1;',
  '',
  '',
  '  ',
  '\t',
  '# Title',
  '\uFEFF',
  '\u2028',
  '\0',
  '`',
  '```ts`',
  '~~~ts ~~~',
  'ü€😀',
  '--- ',
  '```py ',
];

/**
 * What may stand around a fence, and what hides one. Two things are read in another way than markdown-it does, on purpose:
 * a fence that could be the first row of a table is a fence, as on GitHub, and an info string is taken as it is written,
 * without entities (`&#116;s`).
 */
export const PIECES_OF_MARKDOWN = [
  '```ts',
  '```ts',
  '```',
  '````js',
  '````',
  '~~~python',
  '~~~',
  '```predict',
  '```text',
  ' ```ts',
  '   ```',
  '    ```',
  '\t```ts',
  '- item',
  '- ```ts',
  '  ```',
  '    - deeper',
  '-',
  '1. one',
  '10) ten',
  '2. ',
  '-\titem',
  '> quote',
  '> ```ts',
  '>',
  '> - ```text',
  '- > ```',
  '* * *',
  '---',
  '===',
  '# Title',
  'text',
  '  text',
  '      text',
  '[a]: /b "c',
  '[a]: /b',
  '| a | b |',
  '| - | - |',
  '<div>',
  '</div>',
  '<details><summary>x</summary>',
  '<b>bold</b>',
  '<my-tag a="1">',
  '<!-- remark -->',
  '<!--',
  '-->',
  '<pre>',
  '</pre>',
  '<script>',
  '</script>',
  '<?php',
  '?>',
  '<!DOCTYPE html>',
  '<![CDATA[',
  ']]>',
  '- <div>',
  '  </div>',
  '> <!--',
  '\\',
  '`code',
  '',
  '',
  '',
  '  ',
  '\t',
];
const ENDS = ['\n', '\n', '\n', '\r\n', '\r\n', '\r'];

const line = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

/** Files that are as awkward as can be. */
export const awkwardText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '\uFEFF', '---\ntitle: x\n---\n', '---\r\n', '---\nk: v\n'),
    fc.array(fc.tuple(line, fc.constantFrom(...ENDS)), { maxLength: 24 }),
    fc.constantFrom('', '', 'text', '```', '  '),
  )
  .map(([head, body, rest]) => head + body.flat().join('') + rest);

/** What a person may type into a cell. */
export const awkwardCellText: fc.Arbitrary<string> = fc
  .array(line, { maxLength: 8 })
  .map((each) => each.join('\n').replace(/\r\n?/g, '\n'));

/** Cells as a host makes them. */
export const newCell: fc.Arbitrary<NotebookCell> = fc.oneof(
  awkwardCellText.map((text): NotebookCell => ({ kind: 'markdown', text })),
  fc
    .tuple(fc.constantFrom('typescript', 'javascript', 'python'), awkwardCellText)
    .map(([language, text]): NotebookCell => ({ kind: 'code', language, text })),
  fc
    .tuple(fc.constantFrom('predict' as const, 'exercise' as const), awkwardCellText)
    .map(([kind, text]): NotebookCell => ({ kind, header: 'answer: 1', text })),
);
