import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  cellsInText,
  draftOf,
  parseNotebook,
  problemWithChoice,
  problemWithQuestion,
  readPrediction,
  serializeNotebook,
  writeQuestion,
} from '../../../src/protocol/notebook/index.ts';
import { lines } from './support.ts';

/** What people type, Markdown's own signs included. */
const phrase = fc
  .array(
    fc.constantFrom(
      'once',
      '`a | b`',
      '---',
      '#',
      '- x',
      '1.',
      '```',
      ':',
      '|',
      'é',
      ' ',
      '<b>',
      '> q',
      '    y',
    ),
    {
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(' '));
const text = fc.oneof(
  phrase,
  fc.string(),
  fc.array(phrase).map((each) => each.join('\n')),
);

const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim();

describe('a question that is written for its author', () => {
  it('is asked as it was meant, in a file and from it again, or refused', () => {
    const draft = fc.record({ question: text, choices: fc.array(text, { maxLength: 3 }), explanation: text });
    fc.assert(
      fc.property(draft, fc.nat(2), text, (said, at, free) => {
        const meant = { ...said, answer: oneLine(said.choices[at] ?? free) };
        const problem = problemWithQuestion(meant);
        if (problem !== undefined) {
          assert.notEqual(problem, '');
          return;
        }
        const cells = [writeQuestion(meant), { kind: 'code', language: 'typescript', text: '1' } as const];
        const file = serializeNotebook({ head: '', cells, tail: '', eol: '\n' });
        const { cells: read, problems } = parseNotebook(file);
        assert.deepEqual([problems, read.length], [[], 2]);
        assert.ok(read[0]?.kind === 'predict');
        const { prediction } = readPrediction(read[0]);
        assert.equal(prediction?.question, meant.question.trim().replace(/\r\n?/g, '\n'));
        assert.deepEqual(prediction.choices, meant.choices.map(oneLine));
        assert.deepEqual(draftOf(read[0]).answer, meant.answer);
        assert.equal(prediction.explanation, oneLine(meant.explanation));
      }),
    );
  });

  it('has choices that are one paragraph each, and no two the same', () => {
    for (const choice of ['once', '`x`', '**x**', '3', '- ', 'a: b']) {
      const isList = choice === '- ';
      assert.equal(problemWithChoice(choice) === undefined, !isList, choice);
    }
    assert.match(problemWithChoice('a', ['a']) ?? '', /stands here twice/);
    assert.match(problemWithChoice('# a', ['b']) ?? '', /one paragraph/);
  });
});

describe('a fence in the text of a cell', () => {
  const FENCE = ['```predict', 'answer: 1', 'explanation: e', '---', 'Q', '```'];
  const guarded = (...text: string[]): string =>
    lines('<!-- markdown -->', ...text, '<!-- /markdown -->', '', '```ts', '1', '```', '');

  it('is told of at its line, with what is wrong with it', () => {
    const { problems } = parseNotebook(guarded('Text', '', ...FENCE));
    assert.deepEqual(
      problems.map(({ line, isWarning }) => [line, isWarning]),
      [[4, true]],
    );
    assert.match(problems[0]!.message, /part of a text, so nobody is asked\. Make it a cell/);
    const mistaken = parseNotebook(guarded(...FENCE.filter((line) => line !== 'answer: 1'))).problems;
    assert.match(mistaken[0]!.message, /It has a mistake/);
    assert.match(mistaken[1]!.message, /"answer: \.\.\."/);
    assert.deepEqual(
      mistaken.map(({ line }) => line),
      [2, 2],
    );
  });

  it('is quiet where it is shown: in a longer fence, a list or a quote', () => {
    const shown = [
      ['````', ...FENCE, '````'],
      FENCE.map((line) => `> ${line}`),
      ['- item', ...FENCE.map((line) => `  ${line}`)],
    ];
    for (const text of shown) {
      assert.deepEqual(parseNotebook(guarded('', ...text)).problems, []);
      assert.equal(cellsInText(lines(...text)), undefined);
    }
  });

  it('is a cell of its own between the text above and below it', () => {
    const cells = cellsInText(lines('Above', '', ...FENCE, '', 'Below', '```ts', '1', '```'));
    assert.deepEqual(
      cells?.map((cell) => [cell.kind, cell.text, cell.form]),
      [
        ['markdown', 'Above', undefined],
        ['predict', 'Q', undefined],
        ['markdown', 'Below', undefined],
        ['code', '1', undefined],
      ],
    );
  });
});
