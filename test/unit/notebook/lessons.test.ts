import assert from 'node:assert/strict';
import { exercises, findExercise } from '../../../src/lessons/exercises/index.ts';
import { findGates, serializeNotebook } from '../../../src/protocol/notebook/index.ts';
import { lessonFiles, runCells, runPythonCells } from './lessonFiles.ts';

const NUMBERS = ['1', '2', '3', '4', '5', '6', '7', '8', 'A', 'B', 'C', 'D'];

/** lesson | what its cells say, among other things */
const FACTS: Readonly<Record<string, readonly string[]>> = {
  '1': ['Fetching article from server...', '1001 articles'],
  '2': [
    'fifo  A B C',
    'lifo  C D',
    'lru   B C A D',
    'mru   A B E',
    'lfu   B C D',
    'LRU  B C A D',
    '"lru","hits":0}',
  ],
  '3': ['first > third > second', "['first', 'third']"],
  '4': [
    '■ □ □ ■   1 + 3',
    '[1,2,4,7,13,24,44]',
    '53798080',
    '25 20617 30905041',
    '7 35890',
    'Minimum execution time:',
  ],
  '5': [
    '25 calls',
    'a tree of 7 calls',
    'a tree of 13 calls',
    '{"stair":4,"calls":4},{"stair":3,"calls":7},{"stair":2,"calls":6}',
    'hits=6, misses=7',
    '53798080 CacheInfo(hits=52, misses=30',
  ],
  '6': [
    'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)',
    '{"maxsize":"3","hits":52,"misses":30}',
    '{"maxsize":"2","hits":0,"misses":20617}',
    'a tree of 28 calls',
  ],
  '7': [
    '8 fetches',
    'A Gentle Introduction to Python Dictionaries ...',
    '"one deadline","fetches":2},{"cache":"each its own","fetches":1}',
    'CacheInfo(hits=1, misses=1',
  ],
  '8': ['"name":"report"', '300', 'LRU 0', 'MRU 13134'],
  A: ['[-1,-1,-1]'],
  D: ['[3,2,2]'],
};

/** practice | what its cells say, once each, when the exercise is solved */
const SOLVED: Readonly<Record<string, readonly string[]>> = {
  A: ['[10,-1,30]'],
  B: ['[10,-1,30]'],
  C: ['fetching /a', '9'],
  D: ['[3,2,2]'],
};

describe('the lessons', function () {
  it('are all there, once each', () => {
    const numbers = lessonFiles.map(({ notebook }) => notebook.frontMatter.get('lesson'));
    assert.deepEqual(numbers.sort(), NUMBERS);
  });

  for (const lesson of lessonFiles) {
    const { name, text, notebook } = lesson;
    const number = notebook.frontMatter.get('lesson') ?? '';

    describe(name, () => {
      it('has no mistake in a header and is written as it was read', () => {
        assert.deepEqual(notebook.problems, []);
        assert.equal(serializeNotebook(notebook), text);
      });

      it('says what it is', () => {
        assert.deepEqual([...notebook.frontMatter.keys()], ['title', 'lesson', 'minutes', 'prerequisites']);
        assert.ok(Number(notebook.frontMatter.get('minutes')) > 0);
        const before = notebook.frontMatter.get('prerequisites')!;
        assert.ok(before === 'none' || before.split(', ').every((each) => NUMBERS.includes(each)), before);
        assert.match(text, new RegExp(`^# (Practice )?${number}\\. `, 'm'));
      });

      it('speaks calmly', () => {
        const prose = notebook.cells.flatMap((cell) => (cell.kind === 'code' ? [] : [cell.text])).join('\n');
        assert.doesNotMatch(prose, /(?<![\w)\]`])!|\w!(?!=)|\p{Extended_Pictographic}/u);
        assert.ok(/^\d$/.test(number) ? prose.includes('## Did you notice?') : true);
      });

      it('asks before it tells', () => {
        const gates = [...findGates(notebook.cells).values()];
        if (/\d/.test(number)) assert.ok(gates.some(({ predictions }) => predictions.length > 0));
        else assert.equal(gates.filter(({ exercise }) => exercise).length, 2); // in TypeScript and in Python
      });

      it('begins exercises with their starter', () => {
        for (const [index, { exercise }] of findGates(notebook.cells)) {
          if (!exercise) continue;
          const { text: begun, language } = notebook.cells[index]! as { text: string; language?: string };
          const { starter, python } = findExercise(exercise.id)!;
          assert.equal(begun, language === 'python' ? python!.starter : starter);
        }
      });

      it('keeps its word once the exercise is solved', () => {
        const exercise = exercises.find(({ starter }) =>
          notebook.cells.some((cell) => cell.text === starter),
        );
        if (!exercise) return;
        const solved = runCells(lesson, (text) => (text === exercise.starter ? exercise.solution : text));
        for (const fact of SOLVED[number] ?? [])
          assert.equal(solved.filter((line) => line === fact).length, 1);
      });

      it('runs as it stands', function () {
        const output = runCells(lesson);
        const python = runPythonCells(lesson);
        if (!python) console.log('      python3 is not here: the Python cells were not run.');
        const all = [...output, ...(python ?? [])];
        for (const fact of FACTS[number] ?? [])
          assert.ok(
            all.some((line) => line.includes(fact)),
            fact,
          );
      });
    });
  }
});
