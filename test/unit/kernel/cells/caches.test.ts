import assert from 'node:assert/strict';
import { SessionRecording } from '../../../../src/host/sessions/recording.ts';
import { applyDelta, beginSession } from '../../../../src/protocol/fold.ts';
import type { CacheSample, SessionDelta } from '../../../../src/protocol/session.ts';
import type { KernelBundle } from '../kernelProcess.ts';
import type { Said } from './notebookProcess.ts';
import { bundleNotebookKernel, NotebookProcess, shareNotebook, transcript } from './notebookProcess.ts';

/** A cell | the caches that it makes, as name, policy, hits, misses, currsize. */
const CELLS = `
  const stepsTo = lruCache(16)((n) => n); stepsTo(1); stepsTo(1) | stepsTo lru 1 1 1
  const policies2 = { first: createCache('fifo', 2), second: createCache('lfu', 2) } | first fifo 0 0 0, second lfu 0 0 0
  function local() { const inside = createCache('mru', 2); inside.get(1); return inside }; const outer = local() | inside mru 0 1 0
  class Reader { pages = ttlCache(10)((url) => url) }; new Reader().pages('a') | pages ttl 0 1 1
  let later; later = memoize((n) => n, { policy: 'sieve' }); later(1) | later sieve 0 1 1
  cache(function named() {}) | named lru 0 0 0
  [createCache('clock', 1)] | clock clock 0 0 0
  timedLruCache(10)((x) => x)(1) | timed-lru timed-lru 0 1 1
  const own = lruCache((n) => n, { observer: () => { throw new Error('own') } }); own(1) | own lru 0 1 1
`;

describe('caches of cells, told of by name', () => {
  let notebook: NotebookProcess;
  shareNotebook((shared) => (notebook = shared));

  for (const line of CELLS.trim().split('\n')) {
    const [code = '', expected = ''] = line.split(' | ').map((part) => part.trim());
    it(`${code} shows ${expected}`, async () => {
      const samples = lastSamples(await notebook.run(code, 'javascript'));
      assert.equal(samples.map(summary).join(', '), expected);
    });
  }
});

describe('caches of cells', () => {
  let bundle: KernelBundle;
  let notebook: NotebookProcess;
  before(async () => {
    bundle = await bundleNotebookKernel();
  });
  // What one leaves behind is told of while the next one runs.
  beforeEach(async () => {
    notebook = await NotebookProcess.start(bundle.file);
  });
  afterEach(() => notebook.close());

  it('one that is made anew is another one, and the one before goes when nothing can reach it', async () => {
    const code = 'const again = createCache("lru", 2); again.get(1)';
    const first = await notebook.run(code);
    const second = await notebook.run(code);
    const [before] = lastSamples(first);
    const after = lastSamples([...first, ...second]).at(-1);
    assert.notEqual(after!.cache, before!.cache);
    assert.equal(after!.info.misses, 1);
    assert.deepEqual(livingCaches(first, second), [after!.cache]);
  });

  it('one that is made anew stays beside the one before where that can still be reached', async () => {
    const said = [await notebook.run('const kept = []')];
    const code = 'const twin = createCache("lru", 2); kept.push(twin); for (const each of kept) each.get(1)';
    for (let run = 0; run < 2; run++) said.push(await notebook.run(code));
    assert.equal(livingCaches(...said).length, 2);
    assert.deepEqual(lastSamples(said.flat()).map(summary), ['twin lru 0 2 0', 'twin lru 0 1 0']);
  });

  it('of one name are shown as what they are', async () => {
    const loop = `for (const p of ['lru', 'fifo', 'lfu']) { const c = createCache(p, 2); c.set(p, 1); show(c) }`;
    assert.deepEqual(shownCaches(await notebook.run(loop)), ['lru 2', 'fifo 2', 'lfu 2']);
    const made = `
      const make = (n) => { const cache = createCache('lru', n); return cache }
      const small = make(2), large = make(4)
      show(small); show(large)`;
    assert.deepEqual(shownCaches(await notebook.run(made)), ['lru 2', 'lru 4']);
  });

  it('are drawn when there are many of them', async () => {
    const code = `
      const many = Array.from({ length: 150 }, (_, n) => createCache('lru', n + 1))
      for (const each of many) each.get(0)
      show(many[149])`;
    const said = await notebook.run(code);
    assert.deepEqual(shownCaches(said), ['lru 150']);
    assert.equal(livingCaches(said).length, 150);
  });

  it('are told of while a cell uses them, and shown as they are', async () => {
    notebook.execute(`
      const busy = createCache('lru', 2); show(busy)
      for (let n = 0; ; n++) if (busy.get(n % 3) === undefined) busy.set(n % 3, 'value')`);
    const misses: number[] = [];
    const places = new Set<string>();
    while (misses.length < 3) {
      const [message] = (await notebook.until('display')).slice(-1);
      assert.ok(message?.type === 'display' && message.shown.value?.kind === 'cache');
      places.add(message.display);
      misses.push(message.shown.value.info.misses);
    }
    notebook.send({ type: 'interrupt' });
    await notebook.until('idle');
    assert.ok(misses[2]! > misses[0]!);
    assert.equal(places.size, 1);
  });

  it('stay as they were at the end of the cell that shows them, whatever later ones do', async () => {
    const shown = await notebook.run(
      "const calm = createCache('lru', 2); show(calm); calm.get(1); setTimeout(() => calm.get(2), 1)",
    );
    const pictures = shown.filter(({ type }) => type === 'display');
    const last = pictures.at(-1);
    assert.ok(last?.type === 'display' && last.shown.value?.kind === 'cache');
    assert.equal(last.shown.value.info.misses, 1);
    const later = await notebook.run(
      'await new Promise((go) => setTimeout(go, 5)); for (let n = 0; n < 10; n++) calm.get(n)',
    );
    assert.equal(lastSamples([...shown, ...later])[0]?.info.misses, 12);
    assert.deepEqual(
      later.filter(({ type }) => type === 'display'),
      [],
    );
  });

  it('small ones show their entries, the most recently used first', async () => {
    await notebook.run(
      `const small = createCache('fifo', 2); for (const n of [1, 2, 3]) small.set(n, -n); small.get(2)`,
    );
    const shown = (await notebook.run('small')).find(({ type }) => type === 'display');
    assert.ok(shown?.type === 'display' && shown.shown.value?.kind === 'cache');
    assert.deepEqual(shown.shown.value.entries, [
      { key: '2', value: '-2', next: true },
      { key: '3', value: '-3' },
    ]);
  });

  it('timed ones tell what is left after their last call, and nobody else asks their clock', async () => {
    const said = await notebook.run(`
      let [time, asked] = [0, 0];
      const clock = { now: () => (asked++, time) };
      const together = timedLruCache(10, 4, { clock })((n) => n), each = ttlCache(10, 4, { clock })((n) => n);
      for (time of [2000, 5000]) for (const get of [together, each]) get(time);
      time = 9000;
      const before = asked;
      show(together, each);
      console.log(asked - before);`);
    const values = said.flatMap((each) => {
      const value = each.type === 'display' ? each.shown.value : undefined;
      return value?.kind === 'cache' ? [value] : [];
    });
    assert.deepEqual(
      values.map(({ name, expiresIn, entries }) => [
        name,
        expiresIn,
        entries?.map((entry) => entry.expiresIn),
      ]),
      [
        ['together', 5000, [undefined, undefined]],
        ['each', undefined, [10_000, 7000]],
      ],
    );
    assert.equal(transcript(said).at(-1), '0');
  });

  it('are emptied when the host says so', async () => {
    const [sample] = lastSamples(await notebook.run('const full = createCache("lru", 2); full.set(1, 2)'));
    notebook.send({ type: 'clear', cache: Number(sample!.cache) });
    await notebook.until('tick');
    assert.deepEqual(transcript(await notebook.run('full.size')), ['= 0']);
  });

  it('are not recorded while they are measured, and their counters are right afterwards', async () => {
    const code = `
      const slow = lruCache({ maxsize: 2 })((n) => n * 2); const keyed = createCache('lfu', 2)
      slow(1); slow(1)
      timeit(() => { slow(2); slow(3); keyed.set(1, 1) }, { repeat: 2, number: 50 })
      try { timeit(() => { slow(4); throw new Error() }) } catch {}
      slow(4); slow`;
    const said = await notebook.run(code, 'javascript');
    assert.deepEqual(lastSamples(said).map(summary), ['slow lru 200 4 2', 'keyed lfu 0 0 1']);
    const shown = said.find(({ type }) => type === 'display');
    assert.ok(shown?.type === 'display' && shown.shown.value?.kind === 'cache');
    assert.deepEqual(shown.shown.value.entries, [{ key: '4', value: '8' }, { key: '3', value: '6', next: true }]); // oxfmt-ignore
    notebook.execute('timeit(() => { for (;;) slow(5) })', 'javascript');
    await notebook.until('started');
    notebook.send({ type: 'interrupt' });
    const stopped = await notebook.until('idle');
    const after = await notebook.run(
      'const { hits, misses } = slow.cacheInfo(); slow(5); [hits, misses]',
      'javascript',
    );
    const [hits, misses] = transcript(after)[0]!.match(/\d+/g)!.map(Number);
    const sample = lastSamples([...said, ...stopped, ...after]).find(({ name }) => name === 'slow')!;
    assert.deepEqual([sample.info.hits, sample.info.misses], [hits! + 1, misses]);
  });

  it('may be used far more often than a host can take in: the kernel lives, and the counters are right', async () => {
    const code = `
      const hot = createCache('lru', 2); hot.set(1, 1)
      for (let n = 0; n < 15e5; n++) hot.get(n % 3)
      hot.info()`;
    const said = await notebook.run(code);
    assert.deepEqual(transcript(said), ['= CacheInfo(hits=500000, misses=1000000, maxsize=2, currsize=1)']);
    assert.deepEqual(lastSamples(said).map(summary), ['hot lru 500000 1000000 1']);
  });

  it('are not held when no cell can reach them', async () => {
    const code = `for (let n = 0; n < 100; n++) { createCache('lru', null).set(1, new Uint8Array(2 ** 23).fill(1)); await new Promise(setImmediate) }`;
    assert.deepEqual(transcript(await notebook.run(code)), []);
  });
});

function summary({ name, policy, info }: CacheSample): string {
  return [name, policy, info.hits, info.misses, info.currsize].join(' ');
}

/** What the host makes of the events, by the sessions' own folds. */
function deltasOf(said: Said): SessionDelta[] {
  const recording = new SessionRecording();
  return said.flatMap((message) =>
    message.type === 'tick' ? (recording.append(message.tick).delta() ?? []) : [],
  );
}

/** The newest sample of each cache. */
function lastSamples(said: Said): CacheSample[] {
  const samples = deltasOf(said).flatMap(({ caches }) => caches);
  return [...new Map(samples.map((sample) => [sample.cache, sample])).values()];
}

/** The ids of the caches that the host knows after this. */
function livingCaches(...said: readonly Said[]): string[] {
  const session = deltasOf(said.flat()).reduce(applyDelta, beginSession('', '', ''));
  return session.caches.map(({ cache }) => cache);
}

/** The caches that are drawn, in the order of their places, as policy and maxsize. */
function shownCaches(said: Said): string[] {
  const places = new Map<string, string>();
  for (const message of said) {
    if (message.type !== 'display' || message.shown.value?.kind !== 'cache') continue;
    const { policy, info } = message.shown.value;
    places.set(message.display, `${policy} ${info.maxsize}`);
  }
  return [...places.values()];
}
