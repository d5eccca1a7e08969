import assert from 'node:assert/strict';
import { parseNotebook, serializeNotebook } from '../../../src/protocol/notebook/index.ts';
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
    'a fence in HTML that no blank line has ended',
    lines('<details>', '<summary>Answer</summary>', '```ts', '1', '```', '</details>'),
    ['markdown: <details>|<summary>Answer</summary>|```ts|1|```|</details>'],
  ],
  [
    'a fence below HTML and a blank line',
    lines('<div>', '~~~', '</div>', '', '```ts', '1', '```'),
    ['markdown: <div>|~~~|</div>', 'typescript: 1'],
  ],
  [
    'inline HTML ends with its paragraph',
    lines('text <b>', '<b>bold', '```ts', '1', '```'),
    ['markdown: text <b>|<b>bold', 'typescript: 1'],
  ],
  ['a fence in other HTML', lines('<?php', '', '```ts', '?>'), ['markdown: <?php||```ts|?>']],
  [
    'a fence that could be the head of a table',
    lines('```ts | x', '| - | - |', '```'),
    ['typescript: | - | - |'],
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

  /** what it shows | the first lines | the values, or undefined where it is a rule and prose */
  const HEADS: readonly [string, readonly string[], Readonly<Record<string, string>> | undefined][] = [
    ['a remark first', ['# made by a tool', 'title: My lesson', '---'], { title: 'My lesson' }],
    ['a blank line first', ['', 'title: x', '---'], { title: 'x' }],
    [
      'quotes and lists',
      ['title: "Caching: a start"', 'tags:', '- a', '- b', '---'],
      { title: 'Caching: a start', tags: 'a, b' },
    ],
    ['other quotes and remarks', ["'title': 'It''s # here' # not", '---'], { title: "It's # here" }],
    ['a list in brackets', ['prerequisites: [1, A]', '...'], { prerequisites: '1, A' }],
    [
      'texts of several lines',
      ['title: >', '  One', '  two', 'lesson: 08', '---'],
      { title: 'One two', lesson: '08' },
    ],
    ['maps of other tools', ['title: x', 'jupyter:', '  kernel: ts', '---'], { title: 'x', jupyter: '' }],
    ['blank lines', ['title: x', '', 'author: y', '', '---'], { title: 'x', author: 'y' }],
    ['only keys of others', ['Author: y', '', 'tags: [a]', '---'], { author: 'y', tags: 'a' }],
    [
      'a note and a rule far below',
      ['Note: read this first.', '', '```ts', '1', '```', '', '---'],
      undefined,
    ],
    ['a note and a rule', ['Note: read this.', '', '---'], undefined],
    ['a note alone', ['Note: read this first.', ''], undefined],
    ['a note and prose', ['Note: read this.', '', 'Prose', '', '---'], undefined],
    ['an address', ['https://example.org', '---'], undefined],
    ['a heading', ['# Title', '---'], undefined],
    ['nothing', ['---'], undefined],
  ];
  for (const [name, head, values] of HEADS) {
    it(`front matter or not: ${name}`, () => {
      for (const eol of ['\n', '\r\n']) {
        const text = ['---', ...head, '', '```ts', '1', '```', ''].join(eol);
        const notebook = parseNotebook(text);
        assert.deepEqual(Object.fromEntries(notebook.frontMatter), values ?? {});
        assert.equal(notebook.head !== '', values !== undefined);
        assert.equal(notebook.cells.at(-1)?.text, '1');
        assert.deepEqual(notebook.problems, []);
        assert.equal(serializeNotebook(notebook), text);
      }
    });
  }

  it('takes a thousand nested lists and unclosed blocks in its stride', () => {
    for (const piece of ['- ', '<!--\n', '```text\n', '> ', '<!-- markdown -->\n', '1. a\n']) {
      const text = piece.repeat(100_000);
      assert.ok(parseNotebook(text).cells.length <= 1);
    }
  });
});
