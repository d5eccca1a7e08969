import assert from 'node:assert/strict';
import type { ProbeCall } from '../../../src/watch/messages.ts';
import { operations } from '../../../src/watch/messages.ts';
import { MOST_SHOWN } from '../../../src/watch/program.ts';
import { NaiveCache, stairs } from './naiveProgram.ts';
import { cacheMessage, callsMessage, info, lruCache, watched } from './watchedProgram.ts';

/** The stairs, called once with a limit, as the calls of a program. */
function climb(maxsize: number | null, top = 30): { calls: ProbeCall[]; cache: NaiveCache } {
  const calls: ProbeCall[] = [];
  const cache = new NaiveCache(1, maxsize, (call) => calls.push(call), stairs);
  cache.call(1, top);
  return { calls, cache };
}

describe('a watched program', () => {
  it('plays the stairs: 52 hits, 30 misses, and 3 entries would be enough', () => {
    const { calls, cache } = climb(16);
    const { program, recording, tell, numberOf } = watched();
    tell(cacheMessage(1), callsMessage(calls), { type: 'counts', time: 2, counts: [cache.row()] });
    const number = numberOf('stairs');
    assert.deepEqual(info(recording.counts(number)), { hits: 52, misses: 30, currsize: 16 });
    const keys = [...cache.entries.keys()].map(String);
    assert.deepEqual(recording.stateAt(number, recording.last).keys, keys);
    const [first] = program.caches();
    assert.deepEqual(first?.advice, { kind: 'enough', size: 3 });
    assert.equal(first.distinct, 30);
  });

  it('tells the call tree of a recursion as a cell does', () => {
    const { calls } = climb(16, 5);
    const { recording, tell } = watched();
    tell(cacheMessage(1), callsMessage(calls));
    const told = [...recording.events()].map(({ type, key, depth }) => `${type} ${key} ${depth}`);
    assert.deepEqual(told.slice(0, 6), [
      'made  0',
      'miss 5 0',
      'miss 2 1',
      'stored 2 1',
      'miss 3 1',
      'stored 3 1',
    ]);
    assert.equal(told.filter((each) => each.startsWith('hit')).length, 2);
  });

  it('says how many misses more room would save', () => {
    const calls: ProbeCall[] = [];
    const cache = new NaiveCache(
      1,
      2,
      (call) => calls.push(call),
      () => undefined,
    );
    for (let round = 0; round < 10; round++) for (const key of [1, 2, 3]) cache.call(1, key);
    const { program, tell } = watched();
    tell(cacheMessage(1, lruCache({ maxsize: 2 })), callsMessage(calls));
    program.end();
    assert.deepEqual(program.caches()[0]?.advice, { kind: 'more', saves: 27, size: 3 });
  });

  it('goes on with counters alone where its entries are too many to be told at once', () => {
    for (const [size, isWhole] of [
      [10_000, true],
      [20_000, false],
    ] as const) {
      const calls: ProbeCall[] = [];
      const cache = new NaiveCache(
        1,
        null,
        (call) => calls.push(call),
        () => undefined,
      );
      for (let key = 0; key < size; key++) cache.call(1, key);
      const { program, recording, tell, numberOf } = watched();
      tell(cacheMessage(1, lruCache({ maxsize: null })));
      for (let at = 0; at < calls.length; at += 1000) tell(callsMessage(calls.slice(at, at + 1000)));
      tell({ type: 'dropped', count: 1 });
      const before = recording.last;
      cache.hits++;
      tell({ type: 'counts', time: 2, counts: [cache.row()] });
      program.end();
      const number = numberOf('stairs');
      assert.deepEqual(info(recording.counts(number)), { hits: 1, misses: size, currsize: size });
      assert.equal(recording.last - before > size, isWhole);
    }
  });

  it('is asked for one of its caches by the number in the recording', () => {
    const { program, tell, numberOf } = watched();
    tell(cacheMessage(7), cacheMessage(8, lruCache({ name: 'other' })));
    assert.equal(program.cacheAt(numberOf('other'))?.facts.name, 'other');
    tell(cacheMessage(8, lruCache({ name: 'other', maxsize: 3 })));
    assert.equal(program.cacheAt(numberOf('other'))?.facts.maxsize, 3);
    assert.equal(program.cacheAt(99), undefined);
    assert.equal(program.caches().length, 2);
  });

  it('notes a few things, each once', () => {
    const { program, tell } = watched();
    for (let at = 0; at < 100; at++) tell({ type: 'note', note: 'partly-heard', text: String(at >> 1) });
    assert.equal(program.notes.length, 20);
  });

  it('says nothing of the size where calls were dropped', () => {
    const { calls } = climb(16);
    const { program, tell } = watched();
    tell(cacheMessage(1), callsMessage(calls.slice(0, 20)), { type: 'dropped', count: 9 });
    assert.equal(program.caches()[0]?.advice, undefined);
    assert.equal(program.dropped, 9);
  });

  it('takes counters as they are where no keys are recorded', () => {
    const { program, recording, tell, numberOf } = watched({ records: false });
    tell(cacheMessage(7), { type: 'counts', time: 50, counts: [[7, 52, 30, null, 16, 16]] });
    const number = numberOf('stairs');
    const first = { hits: 52, misses: 30, evictions: 14, currsize: 16, requests: 82 };
    assert.deepEqual(recording.counts(number), first);
    tell({ type: 'counts', time: 100, counts: [[7, 1, 2, null, 2, 16]] }); // It was cleared.
    assert.deepEqual(recording.counts(number), {
      hits: 1,
      misses: 2,
      evictions: 0,
      currsize: 2,
      requests: 85,
    });
    assert.deepEqual(program.caches()[0]?.counts, recording.counts(number));
    assert.equal(recording.history(number).at(-1)?.time, 100);
  });

  it('tells nothing before there is a cache of the person', () => {
    const { recording, tell, living, begun } = watched({ records: false });
    tell(cacheMessage(1, lruCache({ name: 'parse', module: 'json', isLibrary: true })));
    tell({ type: 'counts', time: 1, counts: [[1, 3, 4, 0, 4, 16]] });
    assert.equal(begun(), 0);
    assert.equal(recording.last, 0);
    tell(cacheMessage(2));
    assert.equal(begun(), 1);
    assert.deepEqual(
      living().map(({ name, place }) => [name, place?.isLibrary]),
      [
        ['json.parse', true],
        ['stairs', false],
      ],
    );
    assert.equal(recording.counts(living()[0]!.cache).hits, 3);
  });

  it('shows as many of 10,000 caches as can be looked at, those of the person first', () => {
    const { program, tell, living } = watched({ records: false });
    tell(cacheMessage(0));
    for (let id = 1; id <= 10_000; id++)
      tell(cacheMessage(id, lruCache({ name: `f${id}`, line: id, isLibrary: id <= 9000 })));
    assert.equal(living().length, MOST_SHOWN);
    assert.equal(living().filter(({ place }) => !place?.isLibrary).length, MOST_SHOWN);
    assert.equal(program.caches().length, 10_001);
    tell({ type: 'counts', time: 9, counts: [[9500, 1, 1, null, 1, 16]] });
    assert.equal(program.caches().find(({ facts }) => facts.name === 'f9500')?.counts.hits, 1);
  });

  it('looks at a cache that is gone until there is another of its place', () => {
    const { program, tell, living } = watched({ records: false });
    tell(cacheMessage(1), { type: 'gone', caches: [1] });
    assert.deepEqual(
      program.caches().map(({ isGone }) => isGone),
      [true],
    );
    const [before] = living();
    for (let id = 2; id < 5000; id++) tell(cacheMessage(id), { type: 'gone', caches: [id] });
    assert.equal(living().length, 1);
    assert.notEqual(living()[0]?.cache, before?.cache);
    assert.equal(program.caches().length, 1);
  });

  it('is another cache of the recording where its limit has changed', () => {
    const { recording, tell, numberOf } = watched({ records: false });
    tell(cacheMessage(1), { type: 'counts', time: 1, counts: [[1, 5, 6, 0, 6, 16]] });
    const before = numberOf('stairs');
    tell({ type: 'counts', time: 2, counts: [[1, 6, 6, 0, 6, 32]] });
    assert.notEqual(numberOf('stairs'), before);
    assert.equal(recording.facts(numberOf('stairs'))?.maxsize, 32);
    assert.equal(recording.counts(numberOf('stairs')).hits, 6);
  });

  it('takes in the name and the place of a cache that are known later', () => {
    const { recording, tell, numberOf } = watched({ records: false });
    tell(cacheMessage(1, lruCache({ name: 'cache 1', line: 1 })));
    const before = numberOf('cache 1');
    tell(cacheMessage(1, lruCache({ line: 9 })));
    assert.equal(numberOf('stairs'), before);
    assert.equal(recording.facts(before)?.place?.line, 9);
  });

  it('plays caches with keys, of which some let go of entries for reasons of their own', () => {
    const { recording, tell, numberOf } = watched({ runtime: 'node' });
    const { hit, miss, stored, evicted, deleted } = operations;
    tell(cacheMessage(1, lruCache({ name: 'pages', kind: 'lru-cache 11', maxsize: null })));
    tell(
      callsMessage([
        [1, 0, miss, 'a'],
        [1, 0, stored, 'a'],
        [1, 0, stored, 'b'],
        [1, 0, hit, 'a'],
        [1, 0, evicted, 'b'],
        [1, 0, stored, 'c'],
        [1, 0, deleted, 'a'],
      ]),
    );
    const number = numberOf('pages');
    assert.deepEqual(recording.counts(number), {
      hits: 1,
      misses: 1,
      evictions: 1,
      currsize: 1,
      requests: 2,
    });
    assert.deepEqual(recording.stateAt(number, recording.last).keys, ['c']);
    assert.ok(recording.stateAt(number, recording.last).isKnown);
  });

  it('goes on with what is told where the entry that left is another one', () => {
    const { recording, tell, numberOf } = watched({ runtime: 'node' });
    const { hit, stored, evicted } = operations;
    tell(cacheMessage(1, lruCache({ name: 'pages', maxsize: 2 })));
    tell(
      callsMessage([
        [1, 0, stored, 'a'],
        [1, 0, stored, 'b'],
        [1, 0, hit, 'a'],
        [1, 0, evicted, 'a'], // An LRU cache would have let go of b.
        [1, 0, stored, 'c'],
        [1, 0, hit, 'b'],
        [1, 0, hit, 'c'],
      ]),
      { type: 'counts', time: 2, counts: [[1, 3, 0, 1, 2, 2]] },
    );
    const number = numberOf('pages');
    assert.deepEqual(info(recording.counts(number)), { hits: 3, misses: 0, currsize: 2 });
    assert.deepEqual([...recording.stateAt(number, recording.last).keys].sort(), ['b', 'c']);
  });

  it('takes the word of a policy that nobody here knows for who has left, before or after the new entry', () => {
    const { recording, tell, numberOf } = watched({ runtime: 'node' });
    const { stored, evicted } = operations;
    tell(cacheMessage(1, lruCache({ name: 'pages', policy: 'of its own', maxsize: 2 })));
    tell(
      callsMessage([
        [1, 0, stored, 'a'],
        [1, 0, stored, 'b'],
        [1, 0, stored, 'c'],
        [1, 0, evicted, 'b'],
        [1, 0, evicted, 'c'],
        [1, 0, stored, 'd'],
      ]),
    );
    const number = numberOf('pages');
    const moment = recording.stateAt(number, recording.last);
    assert.ok(moment.isKnown);
    assert.deepEqual([...moment.keys].sort(), ['a', 'd']);
    assert.equal(recording.counts(number).evictions, 2);
  });

  it('counts what a clear that nobody has told of took back', () => {
    const calls: ProbeCall[] = [];
    const cache = new NaiveCache(
      1,
      4,
      (call) => calls.push(call),
      () => undefined,
    );
    const { recording, tell, numberOf } = watched();
    tell(cacheMessage(1, lruCache({ maxsize: 4 })));
    const look = (): void =>
      tell(callsMessage(calls.splice(0)), { type: 'counts', time: 1, counts: [cache.row()] });
    for (const key of [1, 2, 1]) cache.call(1, key);
    look();
    cache.clear(1, false);
    cache.call(1, 3);
    look();
    assert.deepEqual(info(recording.counts(numberOf('stairs'))), { hits: 0, misses: 1, currsize: 1 });
  });
});
