import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KernelBundle, LastMessage, Scenario } from './kernelProcess.ts';
import { bundleKernel, KernelProcess } from './kernelProcess.ts';
import { CERTIFICATE, serveLocally } from './localServer.ts';

const LONG_RUN = { scenario: 'stairs', params: { stair: 60 } };

/** A host that has a kernel run something long, and prints a line once the kernel is in the middle of it. */
const HOST = `
  const { KernelChannel } = require(process.argv[3]);
  const kernel = new KernelChannel(process.argv[1], { execArgv: [] });
  kernel.on('message', ({ type }) => {
    const program = { kind: 'scenario', settings: { timeoutSeconds: 5 }, ...JSON.parse(process.argv[2]) };
    if (type === 'ready') kernel.send({ type: 'run', run: 'run', program });
    if (type === 'events') console.log('under way');
  });
`;

describe('the kernel process', () => {
  let bundle: KernelBundle;
  const kernels: KernelProcess[] = [];

  before(async () => {
    bundle = await bundleKernel();
  });
  afterEach(() => {
    for (const { child } of kernels.splice(0)) child.kill('SIGKILL');
  });

  async function start(scenario: Scenario, env?: NodeJS.ProcessEnv): Promise<KernelProcess> {
    const kernel = new KernelProcess(bundle.file, env);
    kernels.push(kernel);
    await kernel.begin(scenario);
    return kernel;
  }

  async function run(...of: Parameters<typeof start>): Promise<LastMessage> {
    return (await start(...of)).last();
  }

  it('runs a scenario and answers with its result', async () => {
    const last = await run({ scenario: 'cache-info' });
    assert.ok(last.type === 'done' && last.ok);
    assert.deepEqual(last.result, {
      scenario: 'cache-info',
      value: '53798080',
      output: ['53798080', 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)'],
      caches: [{ name: 'stepsTo', policy: 'lru', info: { hits: 52, misses: 30, maxsize: 16, currsize: 16 } }],
      timings: [],
      counts: {},
    });
  });

  it('says why a run failed, without a stack where a person is to read it', async () => {
    assert.deepEqual(await run({ scenario: 'stairs', params: { stair: 0 } }), {
      type: 'error',
      run: 'run',
      name: '',
      message: 'stair must be a whole number from 1 to 5000, not 0.',
      frames: [],
    });
  });

  it('speaks the language it is given', async () => {
    const message = await run({
      scenario: 'dictionary',
      params: { articles: 1 },
      l10n: { 'Getting article...': 'Artikel wird geholt ...' },
    });
    assert.ok(message.type === 'done');
    assert.equal(message.result?.output[0], 'Artikel wird geholt ...');
  });

  // The first limit of each is met by code that nothing has made fast yet.
  for (const [scenario, limits] of [
    ['cache-info', [null, 3, 16, 128]],
    ['stairs-memoized', [3, 16, 128, null]],
  ] as const) {
    it(`has room on its stack for stair 5000 with any maxsize: ${scenario}`, async () => {
      const [first, ...others] = limits.map((maxsize) => ({ scenario, params: { stair: 5000, maxsize } }));
      const kernel = await start(first!);
      const last = [await kernel.last()];
      for (const other of others) {
        await kernel.run(other);
        last.push(await kernel.last());
      }
      for (const [at, maxsize] of limits.entries()) {
        const message = last[at];
        assert.ok(message?.type === 'done', JSON.stringify(message));
        assert.equal(message.result?.value?.length, 1324);
        const currsize = maxsize ?? 5000;
        // Those of the runs before are in its kernel, too.
        assert.deepEqual(message.result.caches.at(-1)?.info, { hits: 9992, misses: 5000, maxsize, currsize });
      }
    });
  }

  it('sends what happens while the recursion keeps its thread busy', async () => {
    const kernel = await start(LONG_RUN);
    let last = 0;
    for (let seen = 0; seen < 3; seen++) {
      const message = await kernel.next();
      assert.ok(message.type === 'events', message.type);
      const { text = '' } = message.delta.progress ?? {};
      const calls = Number(/^Counting: ([\d,]+) of/.exec(text)?.[1]?.replaceAll(',', ''));
      assert.ok(calls > last, text);
      last = calls;
    }
  });

  for (const [moment, run] of [
    ['in the middle of the recursion', LONG_RUN],
    ['while it waits', { scenario: 'monitor', params: { intervalSeconds: 60 } }],
  ] as const) {
    it(`ends when its channel is closed ${moment}`, async () => {
      const kernel = await start(run);
      await kernel.until(({ progress }) => progress !== undefined);
      const exited = once(kernel.child, 'exit');
      kernel.hangUp();
      assert.ok(await withinOneSecond(exited));
    });
  }

  it('ends when its host is killed, also in the middle of the recursion', async () => {
    const host = spawn(
      process.execPath,
      ['-e', HOST, bundle.file, JSON.stringify(LONG_RUN), bundle.channel],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(host.stdout, 'data');
    // The kernel has inherited this stream: it ends when both are gone.
    const ended = once(host.stdout.resume(), 'end');
    host.kill('SIGKILL');
    assert.ok(await withinOneSecond(ended));
  });

  it('trusts a certificate that NODE_EXTRA_CA_CERTS names, and no other, whatever the environment says', async () => {
    const secure = await serveLocally((_, response) => response.end('no feed'), 'https');
    const certificates = `${bundle.file}.pem`;
    writeFileSync(certificates, CERTIFICATE);
    const monitor = { scenario: 'monitor', settings: { timeoutSeconds: 5, feedUrl: secure.origin } };
    try {
      const untrusted = await run(monitor, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
      assert.match(
        untrusted.type === 'error' ? untrusted.message : '',
        /certificate of .* cannot be trusted/,
      );
      const trusted = await run(monitor, { NODE_EXTRA_CA_CERTS: certificates });
      assert.match(trusted.type === 'error' ? trusted.message : '', /is not an Atom or RSS feed/);
    } finally {
      await secure.close();
    }
  });
});

function withinOneSecond(event: Promise<unknown>): Promise<boolean> {
  return Promise.race([event.then(() => true), sleep(1000, false, { ref: false })]);
}
