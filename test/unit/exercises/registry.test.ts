import assert from 'node:assert/strict';
import * as engine from '../../../src/engine/index.ts';
import type { CheckReport } from '../../../src/lessons/exercises/check/report.ts';
import { hintsIn } from '../../../src/lessons/exercises/exercise.ts';
import { exercises, findExercise } from '../../../src/lessons/exercises/index.ts';
import { readerMistakes } from '../../../src/lessons/exercises/mistakes/reader/index.ts';
import { listTraps } from '../../../src/lessons/exercises/timedCacheTraps.ts';
import { askOverTheWall, checkAnswer, checkSource, tell } from './support.ts';

describe('every exercise', function () {
  for (const exercise of exercises) {
    describe(exercise.id, () => {
      const check = (source: string): Promise<CheckReport> =>
        checkSource(exercise.id, source, { ...engine }, askOverTheWall);

      it('takes its own solution', async () => {
        const report = await check(exercise.solution);
        assert.ok(report.passed, tell(report).join('\n'));
      });

      it('refuses its own starter', async () => assert.ok(!(await check(exercise.starter)).passed));

      it('asks for what is missing', async () => {
        for (const answer of [undefined, null, 1, {}]) {
          assert.match(
            tell(await checkAnswer(exercise, answer)).join('\n'),
            new RegExp(`has to define ${exercise.entry}`),
          );
        }
      });

      it('has three hints, each longer than the one before', () => {
        for (const hints of [hintsIn('typescript', exercise), hintsIn('python', exercise)]) {
          const [first, second, third] = hints.map((hint) => hint.length);
          assert.ok(first! < third! && second! < third!);
          assert.ok(hints.every((hint) => hint.endsWith('.') || hint.endsWith('?')));
        }
      });
    });
  }

  it('helps with answers in Python without the words of JavaScript', () => {
    const told = [
      ...exercises.flatMap((exercise) => hintsIn('python', exercise)),
      ...listTraps('python').map(({ rule }) => rule),
      ...readerMistakes.map(({ rule }) => rule('python')),
    ];
    for (const text of told)
      assert.doesNotMatch(
        text,
        /\bMap\b|JavaScript|UTF-16|\b(?!LRUCache|LFUCache)[a-z]+[A-Z]\w*|\bconst\b|throw/,
      );
  });

  it('has an id of its own', () => {
    assert.equal(new Set(exercises.map(({ id }) => id)).size, exercises.length);
    for (const exercise of exercises) assert.equal(findExercise(exercise.id), exercise);
    assert.equal(findExercise('none'), undefined);
  });
});
