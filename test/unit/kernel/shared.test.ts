import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ScenarioResult } from '../../../src/protocol/session.ts';
import { processes } from '../../../src/kernel/node/processes.ts';
import type { KernelBundle } from './kernelProcess.ts';
import { bundleKernel, KernelProcess } from './kernelProcess.ts';
import { withServer } from './redis/withServer.ts';

const FOLDER = 'cachebook-redis-';

withServer('the scenario of a cache shared by processes', () => {
  let bundle: KernelBundle;
  const kernels: KernelProcess[] = [];
  before(async () => (bundle = await bundleKernel()));
  afterEach(() => {
    for (const { child } of kernels.splice(0)) child.kill('SIGKILL');
  });

  async function start(params: Readonly<Record<string, unknown>>): Promise<KernelProcess> {
    const { HOME, XDG_CACHE_HOME, CACHEBOOK_CACHE, CACHEBOOK_REDIS } = process.env;
    const kernel = new KernelProcess(bundle.file, { HOME, XDG_CACHE_HOME, CACHEBOOK_CACHE, CACHEBOOK_REDIS });
    kernels.push(kernel);
    await kernel.begin({ scenario: 'shared', params });
    return kernel;
  }

  async function run(params: Readonly<Record<string, unknown>>): Promise<ScenarioResult> {
    const kernel = await start(params);
    const last = await kernel.last();
    assert.ok(last.type === 'done' && last.ok && last.result, JSON.stringify(last));
    return last.result;
  }

  it('counts what sharing saves, loses no call when a process dies, and none when the server stands still', async () => {
    const { counts, output, caches } = await run({});
    const { calls, failed, stale, fetches = 0, fetchesAlone, nearHits = 0, remoteHits = 0 } = counts;
    // All read all twice, three survivors the next article, a newcomer all, and then four processes three more.
    assert.deepEqual(
      { calls, failed, stale, fetchesAlone },
      { calls: 195, failed: 0, stale: 0, fetchesAlone: 108 },
    );
    // While the server stands still each process fetches by itself what it has no copy of.
    assert.ok(fetches >= 20 + 2 + 4 + 1 && fetches <= 20 + 2 + 8 + 1 + 8, String(fetches));
    // Of all calls; what the one has counted that was killed is known until then.
    assert.ok(
      nearHits + remoteHits >= calls! - fetches - 1 && nearHits + remoteHits <= calls!,
      JSON.stringify(counts),
    );
    assert.ok(remoteHits >= 60 + 20, String(remoteHits));
    assert.match(output[0] ?? '', /^Processes: 4\. Articles: 20\. Server: (?:Redis|Valkey) \d/);
    assert.equal(output[1], 'All read all articles, each with a cache of its own. Fetches: 80.');
    // A process that gets no processor for a second loses its lease: that costs a fetch, and no more.
    assert.match(output[2] ?? '', /^The same again, with one cache for all\. Fetches: 2[0-4]\.$/);
    assert.match(output[3] ?? '', /^And once more\. Fetches: 0 alone, [0-4] shared\.$/);
    assert.match(
      output.join('\n'),
      /Process \d was killed[^]*Fetches: 2\. Failed calls: 0\.[^]*Process 5 is new\. Fetches: 20 alone, 0 shared\./,
    );
    assert.match(output.join('\n'), /own: 4\.[^]*has said so: 0\. Fetches: 1\./);
    assert.deepEqual(
      caches.map(({ name }) => name),
      ['process 1', 'process 2', 'process 3', 'process 4', 'process 5'],
    );
  });

  for (const [params, calls] of [
    [{ processes: 2, articles: 1, maxsize: 0 }, 2 * 2 + 1 + 1 + 4 + 2],
    [{ processes: 2, articles: 3, maxsize: 1, ttl: 0.5 }, 2 * 3 * 2 + 1 + 3 + 4 + 2],
  ] as const) {
    it(`loses none with ${JSON.stringify(params)}`, async () => {
      const { counts } = await run(params);
      assert.deepEqual([counts['calls'], counts['failed'], counts['stale']], [calls, 0, 0]);
    });
  }

  it('says what the server says of itself', async () => {
    const kernel = await start({ processes: 2, articles: 3 });
    await kernel.until(({ server }) => /^(?:Redis|Valkey) \d/.test(server?.title ?? ''));
    await kernel.until(({ server }) => server?.isAnswering === true && server.keys >= 3);
  });

  it('leaves no process and no folder behind when its kernel is killed', async () => {
    const before = new Set(readdirSync('/tmp').filter((name) => name.startsWith(FOLDER)));
    const kernel = await start({ processes: 3, articles: 500 });
    await kernel.until(({ output }) => output.length > 0);
    const { pid } = kernel.child;
    const started = processes().filter(({ parent }) => parent === pid);
    const folders = readdirSync('/tmp').filter((name) => name.startsWith(FOLDER) && !before.has(name));
    assert.ok(started.length >= 1 && folders.length >= 1, `${started.length} ${folders.length}`);
    const exited = once(kernel.child, 'exit');
    kernel.child.kill('SIGKILL');
    await exited;
    const isLeft = (): boolean =>
      started.some(({ pid: left }) => processes().some((each) => each.pid === left)) ||
      folders.some((name) => existsSync(path.join('/tmp', name)));
    while (isLeft()) await delay(10);
  });

  it('says how to get a server where what is set is none', async () => {
    const kernel = new KernelProcess(bundle.file);
    kernels.push(kernel);
    await kernel.begin({ scenario: 'shared', settings: { timeoutSeconds: 5, redis: 7 } });
    const last = await kernel.last();
    assert.ok(last.type === 'error', JSON.stringify(last));
    assert.match(last.message, /^cachebook\.redis\.server names no Redis or Valkey server/);
  });
});
