import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRightAnswer, readPrediction } from '../../../src/protocol/notebook/index.ts';
import { lines } from './support.ts';

describe('predictions', () => {
  it('a question with choices', () => {
    const { prediction } = readPrediction({
      header: 'answer: b c\nexplanation: because',
      text: '- Why?\n\nSo?\n\n- a\n- b c\n',
    });
    assert.deepEqual(prediction, {
      question: '- Why?\n\nSo?',
      choices: ['a', 'b c'],
      answers: ['b c'],
      explanation: 'because',
    });
    assert.deepEqual(
      ['b c', ' b c ', 'a'].map((answer) => isRightAnswer(prediction, answer)),
      [true, true, false],
    );
  });

  it('a free answer', () => {
    const { prediction } = readPrediction({
      header: 'answer: 20,617 | many\nexplanation: so\n  it is',
      text: 'How many?',
    });
    assert.equal(prediction?.explanation, 'so it is');
    const verdicts = ['20617', '20,617 ', 'Many', '2', ''].map((answer) => isRightAnswer(prediction, answer));
    assert.deepEqual(verdicts, [true, true, true, false, false]);
  });

  /** The prediction of a question with this text. */
  const ask = (answer: string, ...text: string[]): ReturnType<typeof readPrediction> =>
    readPrediction({ header: `answer: ${answer}\nexplanation: e`, text: lines(...text) });

  /** what it shows | the text below the question */
  const LISTS: readonly [string, readonly string[]][] = [
    ['side by side', ['- once', '- twice or so']],
    ['loose', ['- once', '', '- twice or so']],
    ['loose with much room', ['- once', '', '', '', '- twice or so', '', '']],
    ['numbered', ['1. once', '2. twice or so']],
    ['numbered with brackets', ['1) once', '2) twice or so']],
    ['numbered and loose', ['1. once', '', '1. twice or so']],
    ['wrapped', ['- once', '- twice', '  or so']],
    ['wrapped without an indent', ['* once', '* twice', 'or so']],
    ['wrapped with room', ['+   once', '', '+   twice', '    or so']],
    ['indented', ['  - once', '  - twice or so']],
    ['with other markers', ['- once', '* twice or so']],
    ['with a tab', ['-\tonce', '-\ttwice or so']],
  ];
  for (const [name, list] of LISTS) {
    it(`choices in a list: ${name}`, () => {
      for (const above of [['How often?', ''], ['- Why?', '', 'How often?', '', ''], ['How often?']]) {
        const { prediction, problems } = ask('twice or so', ...above, ...list);
        assert.deepEqual(problems, []);
        assert.deepEqual(prediction?.choices, ['once', 'twice or so']);
        assert.equal(prediction.question, above.join('\n').trim());
      }
    });
  }

  it('an answer may be wrapped as its choice is', () => {
    assert.deepEqual(ask('twice\n  or so', 'Q', '- once', '- twice', '  or', '  so').prediction?.answers, [
      'twice or so',
    ]);
  });

  /** the right answer | what says so | what does not */
  const NUMBERS: readonly [string, readonly string[], readonly string[]][] = [
    [
      '1001',
      [
        ...[
          '1001',
          '1,001',
          '1 001',
          '1.001',
          "1'001",
          '1’001',
          '1\u2009001',
          '1\u202f001',
          '1\u00a0001',
          '1_001',
        ],
        ...[
          '1001 times',
          'about 1001',
          '~1001',
          '= 1001',
          'It is 1,001.',
          '**1001**',
          '`1001`',
          '1001 ms',
          '+1001',
        ],
        ...[
          '1001.0',
          '1001,00',
          '1.001e3',
          '01001',
          '１００１',
          '١٠٠١',
          '1001!',
          '(1001)',
          '共1001次',
          '-> 1001',
        ],
      ],
      [
        ...[
          '1 or 1001',
          '1000 to 1001',
          '1001 or 1002',
          '-1001',
          '−1001',
          'minus 1001',
          '1001.5',
          '1.0010',
          '10.01',
        ],
        ...[
          '1 0 0 1',
          '100 1',
          '1, 001',
          '1001k',
          '1001 thousand',
          '1001²',
          '2*1001',
          '>1001',
          '< 1001',
          'x1001',
        ],
        ...[
          '1001^2',
          '1.001.001',
          '0,001',
          '1001/7',
          '',
          'many',
          'one',
          '1001,1002',
          '1,0,0,1',
          '1001e1',
          'n-1001',
        ],
      ],
    ],
    [
      '13',
      ['13 ways', '13', '13.', ' 13 ', '13.0', '13 %', '13th', 'Answer - 13'],
      ['13 or 14', '13-14', '3', '130', '13k', '1.3', '- 13'],
    ],
    [
      '300',
      ['300 misses', '0.3k', '3 hundred', '3e2'],
      ['3 300', '300,000', '300.000', '0,300', '300 hits, 1 miss'],
    ],
    ['13 ways', ['13', 'thirteen is 13', '13 ways', '13 possibilities'], ['14 ways', 'ways']],
    [
      '0.5',
      ['0.5', '0,5', '.5', ',5', '0.50', '5e-1', '0.5 s'],
      ['5', '0.05', '.05', '50', '0.5 or 1', '-.5', '1/2'],
    ],
    ['1.001', ['1.001', '1,001', '1.0010'], ['1001', '1.01', '1 001']],
    ['1,234.5', ['1234.5', '1234,5', '1.234,5', '1 234,5', "1'234.5"], ['1234', '12345', '1.2345']],
    ['-3', ['-3', '−3', '- 3', 'minus 3', 'x = -3', '-3.0'], ['3', '+3', '4-3', 'n-3', '±3']],
    ['0', ['0', '0.0', '-0', 'zero: 0', '0 misses'], ['00 1', '10', 'o']],
    ['2 s', ['2', '2 s', '2 seconds', '2s'], ['2 ms', '2 min', '2 h']],
    ['50 %', ['50', '50%', '50 percent'], ['0.5', '50 ms']],
    ['20,617', ['20617', '20 617', '20.617'], ['20,6170', '20.6']],
    ['1,00,001', ['100001', '1,00,001', '100,001'], ['1001']],
    ['10000000000000000001', ['10,000,000,000,000,000,001'], ['10000000000000000000']],
    ['1 | one', ['1', 'One', 'one.', '"one"'], ['2', 'two', 'one two']],
    ['3 hits, 2 misses', ['3 hits, 2 misses', '3 Hits,  2 misses.'], ['3', '2 misses', '2 hits, 3 misses']],
    ['LRU2', ['lru2', ' LRU2 '], ['2', 'lru 2', 'lru']],
    ['-', ['-'], ['1', '']],
  ];
  for (const [right, yes, no] of NUMBERS) {
    it(`a free answer that is ${right}`, () => {
      const { prediction } = ask(right, 'How many?');
      for (const answer of yes) assert.ok(isRightAnswer(prediction!, answer), `"${answer}" is right`);
      for (const answer of no) assert.ok(!isRightAnswer(prediction!, answer), `"${answer}" is wrong`);
    });
  }

  it('a number is right however its thousands are parted, and no other number ever is', () => {
    const parts = fc.constantFrom('', ',', '.', ' ', "'", '’', '_', '\u00a0', '\u2009', '\u202f');
    const words = fc.constantFrom('', ' ways', ' misses.', ' times');
    fc.assert(
      fc.property(fc.nat(2e9), fc.nat(2e9), parts, words, (right, other, part, word) => {
        const { prediction } = ask(String(right), 'How many?');
        const write = (value: number): string => `${String(value).replace(/\B(?=(\d{3})+$)/g, part)}${word}`;
        assert.ok(isRightAnswer(prediction!, write(right)));
        assert.equal(isRightAnswer(prediction!, write(other)), other === right);
        assert.equal(isRightAnswer(prediction!, `${right} ${other}`), false);
      }),
      { seed: 13, numRuns: 2_000 },
    );
  });
});
