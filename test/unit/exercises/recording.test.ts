import assert from 'node:assert/strict';
import { recordReplay } from '../../../src/host/notebook/checkRecording.ts';
import { showReport } from '../../../src/host/notebook/checkReport.ts';
import { lru } from '../../../src/lessons/exercises/lru.ts';
import { timedCache } from '../../../src/lessons/exercises/timedCache.ts';
import type { CheckResult } from '../../../src/lessons/exercises/check/report.ts';
import { unpacked } from '../../../src/protocol/recorded.ts';
import { chunkOf, kinds } from '../../../src/recording/index.ts';
import { rowAt } from '../../../src/webview/values/check.tsx';
import * as lruWrong from './answers/lruWrong.ts';
import { checkAnswer, checkSource } from './support.ts';

/** What the model's cache does in each step of a result, in words. */
function eventsOf({ replay }: CheckResult): string[] {
  const model = recordReplay(replay!, 'model')!;
  const { first, events } = unpacked(model.recorded)!;
  const chunk = chunkOf(first, events);
  const names = new Map<number, string>(Object.entries(kinds).map(([name, kind]) => [kind, name]));
  const told = model.ends.map((): string[] => []);
  for (let at = 0; at < chunk.size; at++) {
    told[rowAt(model.ends, first + at)]!.push(names.get(chunk.kind[at]!)!);
  }
  return told.map((each) => each.join(' '));
}

describe('a failing sequence, recorded to be stepped through', () => {
  it('is what the engine does, step by step', async () => {
    const report = await checkAnswer(lru, lruWrong.wrong['get is no use']!.answer);
    assert.deepEqual(eventsOf(report.results[0]!), [
      'made', // new LRUCache(2)
      'stored', // put(1, 10)
      'stored', // put(2, 20)
      'hit', // get(1)
      'evicted stored', // put(3, 30)
      'hit', // get(1)
    ]);
  });

  it('expires and fails as the sequence says', async () => {
    const { results } = await checkSource('timed-cache', timedCache.starter);
    const titled = (title: string): CheckResult => results.find((result) => result.title === title)!;
    // read('a'), the date jumps, 11 s pass, read('a')
    assert.deepEqual(eventsOf(titled('A change of the date does not matter')), [
      'made',
      'miss stored',
      '',
      '',
      'expired miss stored',
    ]);
    // the server answers a with status 404, read('a')
    assert.deepEqual(eventsOf(titled('A page that is not found is not kept')), ['made', '', 'miss']);
  });

  it('stands with its table', async () => {
    const report = await checkAnswer(lru, lruWrong.wrong['never evicts']!.answer);
    const { value } = showReport(report)[1]!;
    assert.ok(value?.kind === 'check' && value.model);
    assert.deepEqual(value.wrong, [2, 3]);
    assert.equal(value.model.ends.length, value.rows.length);
  });

  it('is not there where several caches are played', async () => {
    const shared = `let held, room; class LRUCache {
      constructor(size) { room = size; held = new Map(); }
      get(key) { return held.get(key) ?? -1; }
      put(key, value) { held.set(key, value); }
    }`;
    const { results } = await checkSource('lru', shared);
    const several = results.filter(({ steps }) => steps[0]?.operation.includes('a = '));
    assert.ok(several.every(({ replay }) => replay === undefined));
  });
});
