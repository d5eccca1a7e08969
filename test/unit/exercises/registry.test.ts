import assert from 'node:assert/strict';
import * as engine from '../../../src/engine/index.ts';
import type { CheckReport } from '../../../src/lessons/exercises/check/report.ts';
import { exercises, findExercise } from '../../../src/lessons/exercises/index.ts';
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
        const [first, second, third] = exercise.hints().map((hint) => hint.length);
        assert.ok(first! < third! && second! < third!);
        assert.ok(exercise.hints().every((hint) => hint.endsWith('.') || hint.endsWith('?')));
      });
    });
  }

  it('has an id of its own', () => {
    assert.equal(new Set(exercises.map(({ id }) => id)).size, exercises.length);
    for (const exercise of exercises) assert.equal(findExercise(exercise.id), exercise);
    assert.equal(findExercise('none'), undefined);
  });
});
