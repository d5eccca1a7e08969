import assert from 'node:assert/strict';
import { scenarios } from '../../../src/lessons/scenarios/index.ts';
import { findPredictions, read } from './tutorialTable.ts';

const rows = read();

describe('the table of the parts of the tutorial', () => {
  it('leads to lessons that are there, and to every scenario by its title', () => {
    const titles = scenarios.map(({ title }) => title());
    const named = rows.flatMap(({ run }) => [...run.matchAll(/\*([^*]+)\*/g)].map(([, title]) => title!));
    assert.deepEqual([...new Set(named)].sort(), [...titles].sort());
  });

  it('says of every lesson that it asks something', () => {
    for (const { part, lesson, asked } of rows) {
      assert.ok(findPredictions(lesson) > 0, part);
      const inLesson = rows.filter((row) => row.lesson === lesson);
      assert.ok(
        inLesson.some((row) => row.asked !== ''),
        `${part}: ${asked}`,
      );
    }
    assert.equal(new Set(rows.map(({ lesson }) => lesson)).size, 9);
  });
});
