import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openWatchServer } from '../../../../src/host/node/watchServer.ts';
import { processes } from '../../../../src/kernel/node/processes.ts';
import type { ProbeMessage } from '../../../../src/watch/messages.ts';
import type { KernelBundle } from '../kernelProcess.ts';
import { isAtLeast, PROBE, withPython } from '../../watch/pythons.ts';
import { NotebookProcess, bundleNotebookKernel, parseCells, transcript } from './notebookProcess.ts';
import { EVERYWHERE, IN_OWN_PYTHON, KEPT, LOST } from './pythonCells.ts';

const FORCED =
  '! Interrupted: The cell was interrupted. Python did not react and was ended: its variables are gone, those of other cells are kept.';

/** Says once that it has begun. */
const LOOP = 'begun = False\nwhile True: begun = begun or not print("begun")';

/** Code that does not end by itself, on the line on which it says that it has begun: it may not be past that yet | how it ends. */
const ENDLESS = [
  [LOOP, '! KeyboardInterrupt:  @ 2'],
  ['import time; print("begun"); time.sleep(1000)', '! KeyboardInterrupt:  @ 1'],
  ['import re; print("begun"); re.match("(a+)+$", "a" * 50 + "b")', '! KeyboardInterrupt:  @ 1'],
  ['import asyncio\nprint("begun"); await asyncio.sleep(1000)', '! KeyboardInterrupt:  @ 2'],
  [
    'import signal\nsignal.signal(signal.SIGINT, signal.SIG_DFL)\nsignal.signal(signal.SIGINT, signal.default_int_handler)\nimport queue; print("begun"); queue.Queue().get()',
    '! KeyboardInterrupt:  @ 4',
  ],
  ['import subprocess\nprint("begun"); subprocess.run(["sleep", "1000"])', '! KeyboardInterrupt:  @ 2'],
  [
    'import _thread\nlock = _thread.allocate_lock()\nlock.acquire()\nprint("begun"); lock.acquire()',
    '! KeyboardInterrupt:  @ 4',
  ],
  [
    'import threading\nnever = threading.Event()\nt = threading.Thread(target=never.wait, daemon=True)\nt.start(); print("begun"); t.join()',
    '! KeyboardInterrupt:  @ 4',
  ],
  ['print("begun"); n = 3 ** 10 ** 8', '! KeyboardInterrupt:  @ 1'],
] as const;

withPython("cells in a person's own Python", (python) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cachebook-cells-'));
  let bundle: KernelBundle;
  let notebook: NotebookProcess;

  const run = async (code: string, language = 'python'): Promise<string[]> =>
    transcript(await notebook.run(code, language)).flatMap((text) => text.split('\n'));

  /** Runs a cell until it says that it has begun, and interrupts it. */
  async function interrupted(code: string): Promise<string[]> {
    notebook.execute(code, 'python');
    const begun = await notebook.untilMessage(
      (message) => message.type === 'done' || (message.type === 'output' && message.text.includes('begun')),
    );
    assert.equal(begun.at(-1)?.type, 'output');
    notebook.send({ type: 'interrupt' });
    return transcript(await notebook.until('idle', 'ended')).flatMap((text) => text.split('\n'));
  }

  before(async function () {
    this.timeout(120_000);
    writeFileSync(path.join(folder, 'beside.py'), 'VALUE = "from the folder"\n');
    bundle = await bundleNotebookKernel();
    const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
    notebook = await NotebookProcess.start(bundle.file, undefined, {
      file: python.path,
      args: [],
      cwd: folder,
      env,
    });
  });

  after(async () => {
    await notebook.close();
    rmSync(folder, { recursive: true });
  });

  it('are told to be started, once', async () => {
    const said = await notebook.run('1 + 1', 'python');
    const progress = said.flatMap((message) => (message.type === 'progress' ? [message.text] : []));
    assert.deepEqual(progress, ['Starting Python...', '']);
    assert.deepEqual(transcript(said), ['= 2']);
  });

  it('run in it, with their state, values, errors and files', async () => {
    for (const { code, said } of parseCells(EVERYWHERE + IN_OWN_PYTHON))
      assert.deepEqual(await run(code), said, code);
  });

  it('have what they print before what they show, by stream', async () => {
    assert.deepEqual(await run('print("two" * 10000)\nshow(3)\n4'), ['two'.repeat(10_000), '= 3', '= 4']);
    assert.deepEqual(await run('import sys\nprint("one", file=sys.stderr)'), ['? one']);
  });

  it('come with cells of other languages, which keep their own state', async () => {
    await run('shared = "of Python"');
    await run('const shared = "of TypeScript"; shared', 'typescript');
    assert.deepEqual(await run('shared'), ["= 'of Python'"]);
    assert.deepEqual(await run('shared', 'typescript'), ["= 'of TypeScript'"]);
  });

  for (const [code, end] of ENDLESS) {
    it(`are interrupted: ${code.split('\n').at(-1) ?? ''}`, async () => {
      await run('kept = 1');
      // Before 3.11 Python does not know where an await stood.
      const told = await interrupted(code);
      const isKnown = !code.includes('await') || isAtLeast(python, [3, 11]);
      assert.deepEqual(isKnown ? told : told.map((text) => text.replace(/ @ 2$/, '')), [
        isKnown ? end : '! KeyboardInterrupt: ',
      ]);
      assert.deepEqual(await run('kept'), ['= 1']);
    });
  }

  it('are interrupted although a cell before has said that nobody is', async () => {
    await run('import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)');
    assert.deepEqual(await interrupted(LOOP), ['! KeyboardInterrupt:  @ 2']);
  });

  it('are ended by force where they hold out against an interrupt, or are in C', async () => {
    await run('const other = 1', 'typescript');
    for (const code of [
      'import time\nbegun = False\nwhile True:\n  try:\n    if not begun: begun = True; print("begun")\n    time.sleep(0.001)\n  except KeyboardInterrupt: pass',
      'try: print("begun")\nexcept KeyboardInterrupt: pass\nsum(range(10 ** 15))',
    ]) {
      await run('kept = 1');
      assert.deepEqual(await interrupted(code), [FORCED]);
      assert.deepEqual(await run('kept'), ["! NameError: name 'kept' is not defined @ 1"]);
    }
    assert.deepEqual(await run('other', 'typescript'), ['= 1']);
  });

  it('begin anew after Python has ended, and are told so', async () => {
    for (const { code, said } of parseCells(LOST)) assert.deepEqual(await run(code), said, code);
  });

  it('tell of an end between cells before the next one', async () => {
    const { pid } = JSON.parse((await run('import os; print(\'{"pid": %d}\' % os.getpid())'))[0]!) as {
      pid: number;
    };
    process.kill(pid, 'SIGKILL');
    while (processes().some((each) => each.pid === pid))
      await new Promise((resolve) => setImmediate(resolve));
    await run('1', 'typescript');
    const said = await run('2');
    assert.deepEqual(said.at(-1), '= 2');
    assert.match(said.join('\n'), /ended by the signal SIGKILL/);
  });

  it('go on while children that fall out of a cell end', async () => {
    for (const { code, said } of parseCells(KEPT)) assert.deepEqual(await run(code), said, code);
  });

  it('refuse to be checked', async () => {
    const { said } = await notebook.check('class LRUCache: pass', 'lru', 'python');
    assert.deepEqual(transcript(said), [
      '! Practices are checked with Cachebook\'s own Python. Choose the kernel "Cachebook" for this notebook.',
    ]);
  });

  it('end with the kernel, however that ends', async () => {
    const other = await NotebookProcess.start(bundle.file, undefined, {
      file: python.path,
      args: [],
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '' },
    });
    const code = 'import os, subprocess\nc = subprocess.Popen(["sleep", "1000"])\nprint(os.getpid(), c.pid)';
    const said = transcript(await other.run(code, 'python'));
    const pids = said.join(' ').match(/\d+/g)!.map(Number);
    other.execute('sum(range(10 ** 15))', 'python');
    await other.until('started');
    process.kill(other.child.pid!, 'SIGKILL');
    while (processes().some(({ pid }) => pids.includes(pid)))
      await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it('have their caches heard by the probe, which finds no file that is none', async () => {
    let hear: (message: ProbeMessage) => void = () => undefined;
    const heard = new Promise<ProbeMessage>((resolve) => (hear = resolve));
    const server = await openWatchServer('token', {
      welcome: () => ({
        take: (message) => message.type === 'cache' && !message.facts.isLibrary && hear(message),
        end: () => undefined,
      }),
      refused: () => undefined,
    });
    const env = { PYTHONPATH: PROBE, CACHEBOOK_WATCH: server.address, CACHEBOOK_TOKEN: 'token' };
    const command = { file: python.path, args: [], cwd: folder, env };
    const other = await NotebookProcess.start(bundle.file, undefined, command);
    const code = 'from functools import lru_cache\n@lru_cache(maxsize=3)\ndef f(n): return n';
    assert.deepEqual(transcript(await other.run(code, 'python')), []);
    const message = await heard;
    await other.close();
    server.dispose();
    const facts = message.type === 'cache' ? message.facts : undefined;
    assert.deepEqual(
      [facts?.name, facts?.module, facts?.file, facts?.maxsize],
      ['f', '__main__', undefined, 3],
    );
  });

  it('say what to do where it cannot be started', async () => {
    const other = await NotebookProcess.start(bundle.file, undefined, {
      file: path.join(folder, 'no-python'),
      args: [],
      cwd: folder,
      env: {},
    });
    const said = transcript(await other.run('1', 'python'));
    assert.match(said.join('\n'), /^! Python could not be started: .*ENOENT.* Choose another kernel/);
    await other.close();
  });
});
