import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { lfu } from '../../../src/lessons/exercises/lfu.ts';
import { lru } from '../../../src/lessons/exercises/lru.ts';
import { countStops } from '../../../src/lessons/exercises/mistakes/keyed/countStops.ts';
import { keyedMistakes } from '../../../src/lessons/exercises/mistakes/keyed/index.ts';
import { plainCaches } from '../../../src/lessons/exercises/mistakes/keyed/plainCache.ts';
import { sharedState } from '../../../src/lessons/exercises/mistakes/keyed/sharedState.ts';
import { readerMistakes } from '../../../src/lessons/exercises/mistakes/reader/index.ts';
import { checkAnswer, tell } from './support.ts';

const folder = path.join(__dirname, '../../../src/lessons/exercises/mistakes');

/** Cannot be seen in a single cache, or are made for the sequence that shows them: other tests have answers for these. */
const ELSEWHERE = [sharedState, countStops];

/** What an answer gives, where the model has it as text. */
const AS_VALUE = new Map<unknown, unknown>([
  ['undefined', undefined],
  ['null', null],
  ['NaN', NaN],
  ['false', false],
  ['0', 0],
  ['""', ''],
]);

describe('the mistakes that are known by name', () => {
  it('are all in their lists', () => {
    for (const [kind, list] of [
      ['keyed', keyedMistakes],
      ['reader', readerMistakes],
    ] as const) {
      const files = readdirSync(path.join(folder, kind)).filter(
        (name) => !['index.ts', 'mistake.ts', 'plainCache.ts'].includes(name),
      );
      assert.equal(new Set<unknown>(list).size, files.length, kind);
    }
  });

  for (const exercise of [lru, lfu]) {
    const id = exercise.id as 'lru' | 'lfu';
    for (const [at, mistake] of keyedMistakes.entries()) {
      const { of = 'lru', rule, models } = mistake;
      const name = rule();
      // What both have in common is told once.
      if (of !== id || ELSEWHERE.includes(mistake)) continue;
      it(`${id}: each answer that makes mistake ${at + 1} is told: ${name}`, async () => {
        for (const make of models(plainCaches[id], { setups: [1], operations: [] })) {
          const answer = function (this: unknown, capacity: number): object {
            const [cache] = make([capacity]);
            const get = (key: number): unknown => {
              const answered = cache!.get(key);
              return AS_VALUE.has(answered) ? AS_VALUE.get(answered) : answered;
            };
            return { get, put: (key: number, value: number) => cache!.put(key, value) };
          };
          const missing = make([1])[0]!.get(1);
          if (typeof missing === 'string' && !AS_VALUE.has(missing)) continue; // Only Python says so.
          const report = await checkAnswer(exercise, answer);
          assert.equal(report.results[0]?.rule, name, tell(report).join('\n'));
        }
      });
    }
  }
});
