import assert from 'node:assert/strict';
import { findGates, parseNotebook } from '../../../src/protocol/notebook/index.ts';
import { lines } from './support.ts';

const CODE = ['```ts', '1', '```'];

/** The problems of a file as `line message`. */
function problemsOf(...text: readonly string[]): string[] {
  const { problems } = parseNotebook(lines(...text), { exercises: ['lru', 'lfu'] });
  return problems.map(({ line, message }) => `${line} ${message}`);
}

/** what is wrong | the file | line and message */
const MISTAKES: readonly [string, readonly string[], readonly RegExp[]][] = [
  ['nothing', ['```predict', 'answer: 1', 'explanation: e', '---', 'Q', '```', ...CODE], []],
  ['no answer', ['', '```predict', 'explanation: e', '---', 'Q', '```', ...CODE], [/^2 .*"answer: \.\.\."/]],
  [
    'an empty answer',
    ['```predict', 'explanation: e', 'answer:', '---', 'Q', '```', ...CODE],
    [/^3 .*"answer: /],
  ],
  ['no question', ['```predict', 'answer: 1', 'explanation: e', '```', ...CODE], [/^1 Write the question/]],
  [
    'an answer that is no choice',
    ['# T', '', '```predict', 'explanation: e', 'answer: c', '---', 'Q', '', '- a', '- b', '```', ...CODE],
    [/^5 "c" is none of the choices. Use one of: a, b\./],
  ],
  [
    'an unknown key',
    ['```predict', 'anwser: 1', 'answer: 1', 'explanation: e', '---', 'Q', '```', ...CODE],
    [/^2 Nothing reads "anwser"/],
  ],
  [
    'a key twice',
    ['```predict', 'answer: 1', 'Answer: 2', 'explanation: e', '---', 'Q', '```', ...CODE],
    [/^3 "Answer" stands here twice/],
  ],
  [
    'a line that is no field',
    ['```predict', 'answer: 1', 'explanation: e', 'How many?', '```', ...CODE],
    [/^1 Write the question/, /^4 "How many\?" is not a line/],
  ],
  [
    'no code after a question',
    ['```predict', 'answer: 1', 'explanation: e', '---', 'Q', '```', 'Text'],
    [/^1 No code cell follows this question/],
  ],
  [
    'an unknown exercise',
    ['---', 'title: x', '---', '```exercise', 'id: lur', '```', ...CODE],
    [/^5 There is no exercise "lur". Use one of: lru, lfu\./],
  ],
  ['no exercise', ['```exercise', '```', ...CODE], [/^1 Write a line "id: \.\.\."/]],
  [
    'two exercises for one cell',
    ['```exercise', 'id: lru', '```', '```exercise', 'id: lfu', '```', ...CODE],
    [/^1 No code cell follows this exercise/],
  ],
  ['a fence without an end', ['A', '```ts', 'x'], [/^2 This fence has no end/]],
  ['a guard without an end', ['A', '<!-- markdown -->', 'x'], [/^2 .*<!-- \/markdown -->/]],
  ['front matter that is none', ['---', 'title: x', 'lesson', '---'], [/^3 "lesson" is not a line/]],
  [
    'a colon without quotes',
    ['---', 'title: Caching: a start', 'lesson: 1', '---'],
    [/^2 .*Put quotes around/],
  ],
  ['a key of front matter twice', ['---', 'title: x', 'Title: y', '---'], [/^3 "Title" stands here twice/]],
  [
    'keys of front matter with a slip, and those of others',
    ['---', 'titel: x', 'leson: 1', 'minute: 3', 'prerequisite: none', 'tags: a', 'author: b', '---'],
    [/^2 .*mean "title"/, /^3 .*mean "lesson"/, /^4 .*mean "minutes"/, /^5 .*mean "prerequisites"/],
  ],
  ['a lesson without a title', ['---', 'lesson: 1', 'minutes: 5', '---'], [/^1 A lesson needs a title/]],
  ['minutes in words', ['---', 'title: x', '# y', 'minutes: ten', '---'], [/^4 "minutes" .* Write a number/]],
  ['no minutes', ['---', 'minutes: 0', '---'], [/^2 "minutes"/]],
  ['minutes in a list', ['---', 'minutes:', '  - 10', '  - 20', '---'], [/^2 "minutes"/]],
  ['an empty title', ['---', 'title:', 'lesson: ""', '---'], [/^2 Write a text/, /^3 Write a text/]],
  ['prerequisites in a map', ['---', 'prerequisites: { a: 1 }', '---'], [/^2 "prerequisites" names/]],
  ['brackets without an end', ['---', 'tags: [a', '---'], [/^2 .* not a line/]],
  [
    'brackets deeper than the stack',
    ['---', `tags: ${'['.repeat(50_000)}`, 'title: x', '---'],
    [/^2 .*is not a line/, /^3 .*is not a line/],
  ],
  [
    'a fence that HTML hides',
    ['text', '', '<details>', '<summary>x</summary>', '```ts', '1', '```', '</details>'],
    [/^5 .* part of the HTML above it/],
  ],
  ['a fence that HTML hides on purpose', ['<!--', '```ts', '-->', '', '<pre>', '```ts', '</pre>'], []],
];

describe('headers', () => {
  for (const [name, text, expected] of MISTAKES) {
    it(`tells the line of: ${name}`, () => {
      const problems = problemsOf(...text);
      assert.equal(problems.length, expected.length, problems.join('\n'));
      expected.forEach((pattern, at) => assert.match(problems[at]!, pattern));
    });
  }

  /** what is wrong with the choices | the text of the question, from line 5 on | line and message */
  const NO_CHOICES: readonly [string, readonly string[], RegExp][] = [
    [
      'the answer is a part of one',
      ['Q', '', '- once, because the second', '  is a hit', '- twice'],
      /^2 "once" is none/,
    ],
    ['one in two paragraphs', ['Q', '', '- once', '- twice', '', '  or so'], /^8 A choice is one paragraph/],
    ['a list in a list', ['Q', '', '- once', '- twice', '  - or so'], /^8 A choice is one paragraph/],
    ['a quote', ['Q', '', '- once', '- > twice'], /^8 A choice is one paragraph/],
    ['an empty one', ['Q', '', '-', '- once'], /^7 A choice is one paragraph/],
    ['only one', ['Q', '', '- once'], /^7 One choice is none/],
    ['the same twice', ['Q', '- once', '- once'], /^7 "once" stands here twice/],
    [
      'text behind them',
      ['Q', '', '- once', '- twice', '', 'Choose one.'],
      /^7 The choices are the list at the end/,
    ],
    ['no question', ['- once', '- twice'], /^1 Write the question/],
  ];
  for (const [name, text, expected] of NO_CHOICES) {
    it(`tells the line of a choice: ${name}`, () => {
      const question = ['```predict', 'answer: once', 'explanation: e', '---', ...text, '```', ...CODE];
      const [problem = '', ...others] = problemsOf(...question);
      assert.match(problem, expected);
      assert.deepEqual(others, []);
    });
  }

  it('belong to the next code cell', () => {
    const question = (answer: string): string[] => [
      '```predict',
      `answer: ${answer}`,
      'explanation: e',
      '---',
      'Q',
      '```',
    ];
    const { cells } = parseNotebook(
      lines(
        ...CODE,
        ...question('1'),
        'Text',
        ...question('2'),
        '```exercise',
        'id: lru',
        '```',
        ...CODE,
        ...CODE,
      ),
    );
    const gates = [...findGates(cells)].map(([at, { predictions, exercise }]) => [
      at,
      predictions.map(({ cell, prediction }) => [cell, ...prediction.answers]),
      exercise,
    ]);
    assert.deepEqual(gates, [
      [
        5,
        [
          [1, '1'],
          [3, '2'],
        ],
        { cell: 4, id: 'lru' },
      ],
    ]);
  });

  it('with a mistake keep nothing from running, and it is told', () => {
    const broken = ['```predict', 'answer: 1', '```', '```exercise', 'ID:', '```'];
    const gate = findGates(parseNotebook(lines(...broken, ...CODE)).cells).get(2);
    assert.deepEqual([gate?.predictions, gate?.exercise], [[], undefined]);
    const told = gate?.broken.map(({ kind, message }) => `${kind} ${message}`) ?? [];
    assert.match(told[0] ?? '', /^predict Write a line "explanation: /);
    assert.match(told[1] ?? '', /^exercise Write a line "id: /);
  });
});
