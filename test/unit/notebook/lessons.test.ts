import assert from 'node:assert/strict';
import { exercises, findExercise } from '../../../src/lessons/exercises/index.ts';
import { findGates, serializeNotebook } from '../../../src/protocol/notebook/index.ts';
import { claims } from './claims/index.ts';
import { needsServer, runInKernel } from './lessonKernel.ts';
import { lessonFiles, runCells, runPythonCells, type LessonFile } from './lessonFiles.ts';

const NUMBERS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', 'A', 'B', 'C', 'D'];

/** practice | what its cells say, once each, when the exercise is solved */
const SOLVED: Readonly<Record<string, readonly string[]>> = {
  A: ['[10,-1,30]'],
  B: ['[10,-1,30]'],
  C: ['fetching /a', '9'],
  D: ['[3,2,2]'],
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** Numbers as people write them. One digit alone may be a stair or a lesson: what is counted has a claim of its own. */
const numbersIn = (text: string): Set<string> => new Set(text.match(/\d[\d,.]*\d/g) ?? []);

/** What code and questions say themselves: the numbers that somebody chose. */
function withoutClaims({ notebook }: LessonFile): string {
  const code = notebook.cells.flatMap(({ kind, text }) => (kind === 'markdown' ? [] : [text])).join('\n');
  return ` ${code} ${code.replaceAll('_', ',')}`;
}

describe('the lessons', function () {
  it('are all there, once each', () => {
    const numbers = lessonFiles.map(({ notebook }) => notebook.frontMatter.get('lesson'));
    assert.deepEqual(numbers.sort(), [...NUMBERS].sort());
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
        assert.ok(/^\d+$/.test(number) ? prose.includes('## Did you notice?') : true);
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
        const outputs = runCells(lesson, (text) => (text === exercise.starter ? exercise.solution : text));
        const solved = [...outputs.values()].flat();
        for (const fact of SOLVED[number] ?? [])
          assert.equal(solved.filter((line) => line === fact).length, 1);
      });

      it('runs as it stands, and says what is true', async function () {
        const python = runPythonCells(lesson);
        if (!python) console.log('      python3 is not here: the Python cells were not run.');
        const outputs = new Map([
          ...(needsServer(lesson) ? await runInKernel(this, lesson) : runCells(lesson)),
          ...(python ?? []),
        ]);
        for (const { says, cell, holds } of claims[number] ?? []) {
          const places = notebook.cells.flatMap(({ kind, text: code }, index) =>
            kind === 'code' && code.includes(cell) ? [index] : [],
          );
          assert.equal(places.length, 1, `one cell says: ${cell}`);
          const lines = outputs.get(places[0]!);
          if (!lines && !python) continue;
          if (says !== undefined) assert.ok(oneLine(text).includes(says), `the text says: ${says}`);
          assert.ok(holds(lines?.join('\n') ?? ''), `${says ?? cell}\n${lines?.join('\n') ?? 'nothing'}`);
        }
      });

      it('says no number of which nobody asks whether it is true', () => {
        if (!/\d/.test(number)) return; // Practices speak of what an answer has to hold to, which its check asks.
        const said = claims[number]?.flatMap(({ says }) => says ?? []).join(' ') ?? '';
        const known = numbersIn(said + withoutClaims(lesson));
        const prose = notebook.cells
          .flatMap((cell) => (cell.kind === 'markdown' ? [cell.text] : []))
          .join('\n\n');
        const all = numbersIn(
          prose
            .replace(/^#.*$|^\*\*Next:\*\*.*$/gm, '')
            .replace(/\]\([^)]*\)/g, ']')
            .replace(/`[^`]*`/g, ''),
        );
        assert.deepEqual(
          [...all].filter((each) => !known.has(each)),
          [],
        );
      });
    });
  }
});
