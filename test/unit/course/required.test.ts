import assert from 'node:assert/strict';
import { nameCells } from '../../../src/host/lessons/cellIds.ts';
import { answersTo, exerciseOf, firstOfGate, requiredCells } from '../../../src/host/lessons/required.ts';
import { parseNotebook } from '../../../src/protocol/notebook/index.ts';
import { lessonFiles } from '../notebook/lessonFiles.ts';

const named = (text: string): ReturnType<typeof nameCells> => nameCells(parseNotebook(text).cells);
const lesson = (number: string): ReturnType<typeof nameCells> =>
  nameCells(
    lessonFiles.find(({ notebook }) => notebook.frontMatter.get('lesson') === number)!.notebook.cells,
  );

/** The indices of the cells that count. */
function counted(cells: ReturnType<typeof nameCells>): number[] {
  const ids = requiredCells(cells);
  return cells.flatMap(({ id }, index) => (ids.includes(id) ? [index] : []));
}

const PREDICT = '```predict\nanswer: 1\nexplanation: so\n---\nHow many?\n```\n\n';
const EXERCISE = '```exercise\nid: lru\n---\nWrite.\n```\n\n';
const OTHER = EXERCISE.replace('lru', 'lfu');
const code = (text: string): string => `\`\`\`ts\n${text}\n\`\`\`\n\n`;

describe('the cells that count', () => {
  it('are all code cells', () =>
    assert.deepEqual(counted(named(`text\n\n${code('1')}more\n\n${code('2')}`)), [1, 3]));

  it('end with the last exercise', () => {
    assert.deepEqual(counted(named(code('1') + EXERCISE + code('2') + code('3'))), [0, 2]);
    assert.deepEqual(
      counted(named(EXERCISE + code('1') + code('2') + OTHER + code('3') + code('4'))),
      [1, 2, 4],
    );
  });

  it('do not go on to the same exercise in another language', () => {
    const python = code('3').replace('```ts', '```python');
    assert.deepEqual(counted(named(EXERCISE + code('1') + code('2') + EXERCISE + python)), [1]);
  });

  it('do not end with an exercise that has a mistake in its header', () => {
    assert.deepEqual(counted(named(EXERCISE.replace('id', 'name') + code('1') + code('2'))), [1, 2]);
  });

  for (const [number, count] of Object.entries({ A: 1, B: 1, C: 1, D: 1, 1: 6 })) {
    it(`are ${count} in ${number}`, () => assert.equal(counted(lesson(number)).length, count));
  }
});

describe('what is asked before a cell', () => {
  const cells = named(code('0') + PREDICT + PREDICT + code('3') + EXERCISE + PREDICT + code('6'));

  it('begins with the first question or the task', () => {
    assert.deepEqual(
      [0, 3, 6].map((index) => firstOfGate(cells, index)),
      [0, 1, 4],
    );
  });

  it('is answered in each language by a cell of its own', () => {
    const both = named(EXERCISE + code('1') + code('2') + EXERCISE + code('3').replace('```ts', '```python'));
    assert.deepEqual(answersTo(both, 'lru'), [both[1]!.id, both[4]!.id]);
    assert.deepEqual(answersTo(both, 'lfu'), []);
  });

  it('names the exercise', () => {
    assert.deepEqual(
      [0, 3, 6].map((index) => exerciseOf(cells, index)),
      [undefined, undefined, 'lru'],
    );
  });
});
