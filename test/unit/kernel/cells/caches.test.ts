import assert from 'node:assert/strict';
import type { CacheSample } from '../../../../src/protocol/session.ts';
import type { KernelBundle } from '../kernelProcess.ts';
import type { Said } from './notebookProcess.ts';
import { bundleNotebookKernel, NotebookProcess, transcript } from './notebookProcess.ts';

/** A cell | the caches that it makes, as name, policy, hits, misses, currsize. */
const CELLS = `
  const stepsTo = lruCache(16)((n) => n); stepsTo(1); stepsTo(1) | stepsTo lru 1 1 1
  const policies2 = { first: createCache('fifo', 2), second: createCache('lfu', 2) } | first fifo 0 0 0, second lfu 0 0 0
  function local() { const inside = createCache('mru', 2); inside.get(1); return inside }; const outer = local() | inside mru 0 1 0
  class Reader { pages = ttlCache(10)((url) => url) }; new Reader().pages('a') | pages lru 0 1 1
  let later; later = memoize((n) => n, { policy: 'sieve' }); later(1) | later sieve 0 1 1
  cache(function named() {}) | named lru 0 0 0
  [createCache('clock', 1)] | clock clock 0 0 0
  timedLruCache(10)((x) => x)(1) | lru lru 0 1 1
  const own = lruCache((n) => n, { observer: () => { throw new Error('own') } }); own(1) | own lru 0 1 1
`;

describe('caches of cells', () => {
  let bundle: KernelBundle;
  let notebook: NotebookProcess;
  before(async () => {
    bundle = await bundleNotebookKernel();
  });
  beforeEach(async () => {
    notebook = await NotebookProcess.start(bundle.file);
  });
  afterEach(() => notebook.close());
  after(() => bundle.remove());

  for (const line of CELLS.trim().split('\n')) {
    const [code = '', expected = ''] = line.split(' | ').map((part) => part.trim());
    it(`${code} shows ${expected}`, async () => {
      const samples = lastSamples(await notebook.run(code, 'javascript'));
      assert.equal(samples.map(summary).join(', '), expected);
    });
  }

  it('a cache that is made anew takes the place of the one before', async () => {
    const code = 'const again = createCache("lru", 2); again.get(1)';
    const [first] = lastSamples(await notebook.run(code));
    const [second] = lastSamples(await notebook.run(code));
    assert.ok(first && second);
    assert.equal(second.cache, first.cache);
    assert.equal(second.info.misses, 1);
  });

  it('are told of while a cell uses them, and shown as they are', async () => {
    notebook.execute(`
      const busy = createCache('lru', 2); show(busy)
      for (let n = 0; ; n++) if (busy.get(n % 3) === undefined) busy.set(n % 3, 'value')`);
    const misses: number[] = [];
    while (misses.length < 3) {
      const [message] = (await notebook.until('display')).slice(-1);
      assert.ok(message?.type === 'display' && message.shown.value?.kind === 'cache');
      assert.equal(message.display, '1');
      misses.push(message.shown.value.info.misses);
    }
    assert.ok(misses[2]! > misses[0]!);
    notebook.send({ type: 'interrupt' });
    await notebook.until('idle');
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

  it('are emptied when the host says so', async () => {
    const [sample] = lastSamples(await notebook.run('const full = createCache("lru", 2); full.set(1, 2)'));
    notebook.send({ type: 'clear', cache: sample!.cache });
    await notebook.until('events');
    assert.deepEqual(transcript(await notebook.run('full.size')), ['= 0']);
  });

  it('are not held when no cell can reach them', async () => {
    const code = `for (let n = 0; n < 300; n++) { createCache('lru', null).set(1, new Uint8Array(2 ** 23).fill(1)); await new Promise(setImmediate) }`;
    assert.deepEqual(transcript(await notebook.run(code)), []);
  });
});

function summary({ name, policy, info }: CacheSample): string {
  return [name, policy, info.hits, info.misses, info.currsize].join(' ');
}

/** The newest sample of each cache. */
function lastSamples(said: Said): CacheSample[] {
  const samples = said.flatMap((message) => (message.type === 'events' ? message.delta.caches : []));
  return [...new Map(samples.map((sample) => [sample.cache, sample])).values()];
}
