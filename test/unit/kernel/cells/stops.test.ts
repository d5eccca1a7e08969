import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { itOnPosix } from '../../standIns.ts';
import type { KernelBundle } from '../kernelProcess.ts';
import { bundleNotebookKernel, NotebookProcess, transcript } from './notebookProcess.ts';

const KEPT = '! Interrupted: The cell was interrupted. All variables are kept.';

/** Code that does not end by itself, and leaves other cells' variables alone when it is interrupted. */
const ENDLESS: Readonly<Record<string, string>> = {
  'an endless loop': `while (true) {}`,
  'a loop that catches everything': `for (;;) try { for (;;); } catch {} finally { continue }`,
  'a microtask loop': `for (;;) await null`,
  // One that returned its promises would keep all of them, and reach the limit of memory sooner or later.
  'a chain of promises that nobody waits for': `
    const again = () => void Promise.resolve().then(again); again(); await new Promise(() => {})`,
  'process.nextTick without end': `
    const tick = () => process.nextTick(tick); tick(); await new Promise(() => {})`,
  'a catastrophic regular expression': `/^(a+)+$/.test('a'.repeat(50) + 'b')`,
  'a promise that never settles': `await new Promise(() => {})`,
  'a loop in a timer': `setTimeout(() => { for (;;); }, 1); await new Promise(() => {})`,
  'a loop after a wait': `await new Promise((resolve) => setTimeout(resolve, 1)); for (;;);`,
  'setImmediate without end': `const spin = () => setImmediate(spin); spin(); await new Promise(() => {})`,
  'a loop in a getter that is shown': `({ get endless() { for (;;); } }).endless`,
  'a loop in an inspected value': `
    ({ [Symbol.for('nodejs.util.inspect.custom')]() { for (;;); } })`,
  'a loop in an error that is told': `
    throw Object.defineProperty(new Error(), 'message', { get() { for (;;); } })`,
  'recursion through finally': `const deep = (n) => { try { deep(n + 1) } finally { deep(n + 1) } }; deep(0)`,
  'Atomics.wait': `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)`,
  'WebAssembly that loops': `
    const bytes = [0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,9,1,7,0,3,64,12,0,11,11];
    new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports.f()`,
  'another thread': `
    import { Worker } from 'node:worker_threads';
    new Worker('for (;;);', { eval: true }); await new Promise(() => {})`,
  'children without end': `
    import { spawnSync } from 'node:child_process';
    for (;;) spawnSync('sh', ['-c', 'trap "" TERM INT HUP; while :; do sleep 1; done'])`,
  'a cache in an endless loop': `const busy = lruCache((n) => n); for (let n = 0; ; n++) busy(n % 1000)`,
};

/** Children of a cell that print their ids; each is ended with the kernel, or when a cell is interrupted. */
const CHILDREN: Readonly<Record<string, string>> = {
  'ignores SIGTERM': `trap "" TERM; echo $$; while :; do sleep 1; done`,
  'is a grandchild': `sh -c 'echo $$; while :; do sleep 1; done' & wait`,
  'has lost its parent': `(sh -c 'echo $$; while :; do sleep 1; done' &)`,
  'is a session of its own': `setsid sh -c 'echo $$; while :; do sleep 1; done' & sleep 1000`,
  'is a session of its own and has lost its parent': `(setsid sh -c 'echo $$; while :; do sleep 1; done' &)`,
};

const LIMIT_MS = 90_000;

describe('stopping cells', function () {
  let bundle: KernelBundle;
  let notebook: NotebookProcess;
  const notebooks: NotebookProcess[] = [];

  before(async () => {
    bundle = await bundleNotebookKernel();
    notebook = await start();
  });
  afterEach(async () => {
    // The one that most tests share stays, unless it has ended: then the others need another.
    for (const each of notebooks.splice(1)) await each.close();
    if (notebook.child.exitCode === null && notebook.child.signalCode === null) return;
    notebooks.length = 0;
    notebook = await start();
  });
  after(async () => {
    await notebook.close();
  });

  async function start(): Promise<NotebookProcess> {
    const started = await NotebookProcess.start(bundle.file);
    notebooks.push(started);
    await started.run('const kept = 1');
    return started;
  }

  /** Runs a cell until it prints "go", then interrupts it; gives what was said, and prints the time it took. */
  async function interrupt(kernel: NotebookProcess, code: string): Promise<string[]> {
    kernel.execute(`console.log('go');${code}`, 'javascript');
    await kernel.until('output');
    await sleep(20); // So that it is in the middle of it.
    return endOf(kernel);
  }

  async function endOf(kernel: NotebookProcess): Promise<string[]> {
    const asked = performance.now();
    kernel.send({ type: 'interrupt' });
    const said = await within(kernel.until('done', 'ended'));
    const ended = performance.now();
    const isAlive = said.at(-1)?.type === 'done';
    if (isAlive) {
      await within(kernel.until('idle'));
      assert.deepEqual(transcript(await within(kernel.run('kept'))), ['= 1']);
    }
    const next = isAlive ? `, next cell ${Math.round(performance.now() - ended)} ms later` : '';
    console.log(`        ended after ${Math.round(ended - asked)} ms${next}`);
    return transcript(said);
  }

  for (const [title, code] of Object.entries(ENDLESS)) {
    // Its children are shells.
    (title === 'children without end' ? itOnPosix : it)(
      `ends ${title}, and keeps the variables`,
      async () => {
        assert.deepEqual(await interrupt(notebook, code), [KEPT]);
      },
    );
  }

  it('leaves nothing running of what was interrupted', async () => {
    await interrupt(notebook, `setInterval(() => console.log('still here'), 1); await new Promise(() => {})`);
    const said = await notebook.run('await new Promise((resolve) => setTimeout(resolve, 20))');
    assert.deepEqual(transcript(said), []);
  });

  it('ends cells that wait for their turn', async () => {
    notebook.execute(`console.log('go'); for (;;);`);
    notebook.execute('1');
    await notebook.until('output');
    notebook.send({ type: 'interrupt' });
    const said = await within(notebook.until('idle'));
    assert.deepEqual(
      said.flatMap((message) => (message.type === 'done' ? [[message.run, message.ok]] : [])).length,
      2,
    );
  });

  it('answers when nothing runs', async () => {
    notebook.send({ type: 'interrupt' });
    await within(notebook.until('idle'));
    assert.deepEqual(transcript(await notebook.run('kept')), ['= 1']);
  });

  itOnPosix('ends the kernel where nothing else helps, and says so', async () => {
    const pipe = `${bundle.file}.pipe`;
    execFileSync('mkfifo', [pipe]);
    const said = await interrupt(
      await start(),
      `import fs from 'node:fs'; fs.readFileSync(${JSON.stringify(pipe)})`,
    );
    assert.match(said.at(-1) ?? '', /^# The cell did not react .* All variables are gone/);
  });

  for (const [title, shell] of Object.entries(CHILDREN)) {
    const code = `
      import { spawn } from 'node:child_process';
      const child = spawn('sh', ['-c', ${JSON.stringify(shell)}], { stdio: ['ignore', 'pipe', 'inherit'] });
      child.stdout.on('data', (chunk) => console.log(String(chunk)));
      await new Promise(() => {})`;
    const isHard = title.includes('session') && process.platform !== 'linux';
    const ends = ['an interrupt', 'the end of its host', 'the end of its channel'] as const;
    // The last two of these know no other ways than the first: the hardest case does for them.
    for (const end of title.includes('session of its own and') ? ends : ends.slice(0, 1)) {
      // Others know a process by its parents and its group only; a session of its own has neither.
      (isHard ? it.skip : itOnPosix)(`a process that ${title} ends with ${end}`, async () => {
        const pid = await (end === 'the end of its host' ? orphaned(code) : childOf(code, end));
        await within(gone(pid));
      });
    }
  }

  /** The id of a process that was started by a cell, after that cell was ended. */
  async function childOf(code: string, end: 'an interrupt' | 'the end of its channel'): Promise<number> {
    const kernel = end === 'an interrupt' ? notebook : await start();
    kernel.execute(code);
    const said = await kernel.until('output');
    if (end === 'an interrupt') await endOf(kernel);
    else kernel.hangUp();
    return Number(transcript(said)[0]);
  }

  /** The same where the host of the kernel is killed. */
  async function orphaned(code: string): Promise<number> {
    const host = spawn(process.execPath, ['-e', HOST, bundle.file, code, bundle.channel], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(host.stdout, 'data')) as [Buffer];
    host.kill('SIGKILL');
    return Number(String(line));
  }

  it('cuts an output of 1 GB, and goes on', async () => {
    const flood = `const line = 'x'.repeat(1023); for (let n = 0; n < 2 ** 20; n++) console.log(line); 'end'`;
    const said = transcript(await within(notebook.run(flood)));
    assert.ok(said.join('').length < 1.2 * 2 ** 20);
    assert.match(said.at(-1) ?? '', /^\? The output was cut/);
    assert.deepEqual(transcript(await notebook.run('kept')), ['= 1']);
  });

  it('cuts a single text of 256 MB', async () => {
    const said = transcript(await within(notebook.run(`console.log('x'.repeat(2 ** 28))`)));
    assert.ok(said.join('').length < 1.2 * 2 ** 20);
  });

  for (const [title, code] of [
    ['the heap', `const hog = []; for (;;) hog.push({ n: hog.length, text: 'x' + hog.length })`],
    ['ArrayBuffers', `const hog = []; for (;;) hog.push(new Uint8Array(2 ** 22).fill(1))`],
    [
      'ArrayBuffers between waits',
      `const hog = []; for (;;) { hog.push(new Uint8Array(2 ** 22).fill(1)); await null }`,
    ],
    ['one long text', `let hog = 'x'; for (;;) hog = (hog + hog).padEnd(1).split('').join('')`],
    [
      'another thread',
      `
      import { Worker } from 'node:worker_threads';
      new Worker('const hog = []; for (;;) hog.push(new Uint8Array(2 ** 22).fill(1))', { eval: true });
      await new Promise(() => {})`,
    ],
  ] as const) {
    it(`ends a kernel whose memory grows too large by ${title}`, async () => {
      const kernel = await start();
      const asked = performance.now();
      const said = await within(kernel.run(code));
      console.log(`        ended after ${Math.round(performance.now() - asked)} ms`);
      assert.match(transcript(said).at(-1) ?? '', /^# The cells used more than 512 MiB of memory/);
      await within(gone(kernel.child.pid!));
    });
  }

  it('tells everything of the next cell, whatever a cell has written to the line to the host', async () => {
    const code = `
      import { writeSync } from 'node:fs';
      for (const text of ['garbage', '{"type":"done"}\\n', '\\xff\\xca', String.fromCharCode(0).repeat(99)])
        for (const fd of [3, 4]) try { writeSync(fd, Buffer.from(text, 'latin1')) } catch {}`;
    const kernel = await start();
    kernel.execute(code);
    await within(kernel.untilMessage(({ type }) => type === 'done' || type === 'ended', true));
    assert.deepEqual(transcript(await within(kernel.run('1 + 1'))), ['= 2']);
    await kernel.close();
  });

  it('says so when a cell ends the kernel', async () => {
    const said = await within((await start()).run('process.exit(0)'));
    assert.deepEqual(transcript(said), ['# A cell has ended the kernel. All variables are gone.']);
  });
});

/** A host whose kernel runs a cell; it passes on what the cell prints. */
const HOST = `
  const { KernelChannel } = require(process.argv[3]);
  const kernel = new KernelChannel(process.argv[1], { execArgv: [], detached: true });
  kernel.on('message', ({ type, text }) => {
    if (type === 'ready') kernel.send({ type: 'run', run: 'c', program: { kind: 'cell', language: 'typescript', code: process.argv[2] } });
    if (type === 'output') console.log(text);
  });
`;

async function within<T>(event: Promise<T>): Promise<T> {
  const late = sleep(LIMIT_MS, undefined, { ref: false }).then(() => assert.fail('This took too long.'));
  return Promise.race([event, late]);
}

/** Waits until a process has ended. */
async function gone(pid: number): Promise<void> {
  assert.ok(pid > 0);
  while (isRunning(pid)) await sleep(5);
}

/** One that has ended and that nobody has asked about is not running. */
function isRunning(pid: number): boolean {
  try {
    if (process.platform === 'linux') return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z');
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
