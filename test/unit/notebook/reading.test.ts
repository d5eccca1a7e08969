import assert from 'node:assert/strict';
import { parseNotebook } from '../../../src/protocol/notebook/index.ts';
import { lines, outline } from './support.ts';

/** what it shows | the file | its cells */
const FILES: readonly [string, string, readonly string[]][] = [
  ['an empty file', '', []],
  ['a file of blank lines', '\n  \n', []],
  ['prose', '# Title\n\nText\n', ['markdown: # Title||Text']],
  [
    'prose around code',
    lines('A', '```ts', 'x', '```', 'B'),
    ['markdown: A', 'typescript: x', 'markdown: B'],
  ],
  [
    'every name of a language',
    lines('```TypeScript', '```', '~~~py', '~~~', '``` js run', '```'),
    ['typescript: ', 'python: ', 'javascript: '],
  ],
  ['an unknown language is prose', lines('```sql', 'x', '```'), ['markdown: ```sql|x|```']],
  ['a fence in a longer fence', lines('````ts', '```ts', '```', '````'), ['typescript: ```ts|```']],
  [
    'a code fence inside another fence',
    lines('````text', '```ts', 'x', '```', '````'),
    ['markdown: ````text|```ts|x|```|````'],
  ],
  ['tildes are not closed by backticks', lines('~~~ts', '```', '~~~'), ['typescript: ```']],
  ['backticks in an info string', lines('```ts `x`', 'text'), ['markdown: ```ts `x`|text']],
  ['an indented fence is prose', lines('  ```ts', '  x', '  ```'), ['markdown:   ```ts|  x|  ```']],
  [
    'indented code hides nothing',
    lines('    ```text', '```ts', 'x', '```'),
    ['markdown:     ```text', 'typescript: x'],
  ],
  [
    'a fence in a list item',
    lines('- a', '  ```ts', '  x', '  ```', '', '```ts', 'y', '```'),
    ['markdown: - a|  ```ts|  x|  ```', 'typescript: y'],
  ],
  [
    'a fence on the line of the item',
    lines('1. ```ts', '   x', '   ```', '```ts', 'y', '```'),
    ['markdown: 1. ```ts|   x|   ```', 'typescript: y'],
  ],
  [
    'a fence that ends with its list',
    lines('- ```text', '', '```ts', 'y', '```'),
    ['markdown: - ```text', 'typescript: y'],
  ],
  ['a fence in a quote', lines('> ```ts', '> x', '> ```'), ['markdown: > ```ts|> x|> ```']],
  ['a fence in a comment', lines('<!--', '```ts', '```', '-->'), ['markdown: <!--|```ts|```|-->']],
  [
    'a fence in preformatted HTML',
    lines('<pre>', '```ts', '```', '</pre>'),
    ['markdown: <pre>|```ts|```|</pre>'],
  ],
  [
    'a thematic break is no list',
    lines('* * *', '  ```text', '```ts', '  ```'),
    ['markdown: * * *|  ```text|```ts|  ```'],
  ],
  ['code to the end of the file', lines('```ts', 'x', '', 'y'), ['typescript: x||y']],
  ['blank lines in code', lines('```ts', '', 'x', '', '```'), ['typescript: |x|']],
  [
    'a guarded cell',
    lines('A', '<!-- markdown -->', '```ts', '```', '<!-- /markdown -->'),
    ['markdown: A', 'markdown: ```ts|```'],
  ],
  [
    'a question',
    lines('```predict', 'answer: 1', '---', 'How many?', '```'),
    ['predict[answer: 1]: How many?'],
  ],
  ['a header alone', lines('```exercise', 'id: lru', '```'), ['exercise[id: lru]: ']],
  ['every line end', 'A\r\n```ts\ra\r\nb\n```\r', ['markdown: A', 'typescript: a|b']],
  ['a thematic break in the first line', '---\n\nText', ['markdown: ---||Text']],
];

describe('reading a notebook', () => {
  for (const [name, text, cells] of FILES) {
    it(name, () => assert.deepEqual(outline(parseNotebook(text)), cells));
  }

  it('front matter', () => {
    const {
      frontMatter,
      head,
      cells,
      lines: at,
    } = parseNotebook(
      '\uFEFF---\ntitle: Why cache\n# a remark\nPrerequisites: none,\n  really\n---\n\n# Go\n',
    );
    assert.deepEqual(Object.fromEntries(frontMatter), {
      title: 'Why cache',
      prerequisites: 'none, really',
    });
    assert.match(head, /^\uFEFF---\n.*---\n$/s);
    assert.deepEqual([cells.map((cell) => cell.text), at], [['# Go'], [8]]);
  });

  it('takes a thousand nested lists and unclosed blocks in its stride', () => {
    for (const piece of ['- ', '<!--\n', '```text\n', '> ', '<!-- markdown -->\n', '1. a\n']) {
      const text = piece.repeat(100_000);
      assert.ok(parseNotebook(text).cells.length <= 1);
    }
  });
});
