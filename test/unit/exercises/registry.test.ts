import assert from 'node:assert/strict';
import * as engine from '../../../src/engine/index.ts';
import { exercises, findExercise } from '../../../src/lessons/exercises/index.ts';
import { context, evaluate, tell } from './support.ts';

describe('every exercise', function () {
  this.timeout(30_000);

  for (const exercise of exercises) {
    describe(exercise.id, () => {
      const check = (source: string): ReturnType<typeof exercise.check> =>
        exercise.check(evaluate(exercise, source, engine), context);

      it('takes its own solution', () => {
        const report = check(exercise.solution);
        assert.ok(report.passed, tell(report).join('\n'));
      });

      it('refuses its own starter', () => assert.ok(!check(exercise.starter).passed));

      it('asks for what is missing', () => {
        for (const answer of [undefined, null, 1, {}]) {
          assert.match(
            tell(exercise.check(answer, context)).join('\n'),
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
