import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PROBE_VERSION } from '../../../src/watch/messages.ts';
import { cachesOf, figures, runWatched } from './programs.ts';
import { withPython } from './pythons.ts';

let folder = '';

before(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'cachebook-processes-')));
});

after(() => {
  rmSync(folder, { recursive: true });
});

withPython('the processes of a Python program', (python) => {
  it('tell of their caches themselves, also where they live for a moment only', async () => {
    const file = path.join(folder, 'children.py');
    writeFileSync(
      file,
      `
import functools, multiprocessing, sys
@functools.lru_cache
def square(n): return n * n
def work(): square(1); square(1); square(2)
if __name__ == '__main__':
    for method in ('fork', 'spawn'):
        process = multiprocessing.get_context(method).Process(target=work)
        process.start()
        process.join()
`,
    );
    const { processes, stderr } = await runWatched(python, [file], { cwd: folder });
    assert.equal(stderr, '');
    const none = { hello: undefined, figures: [] };
    const [parent = none, ...others] = processes.map((messages) => ({
      hello: messages[0]?.type === 'hello' ? messages[0].hello : undefined,
      figures: cachesOf(messages).map(figures),
    }));
    assert.deepEqual(parent.figures, [['square', 0, 0, 0, 128]]);
    const children = others.filter((each) => each.figures.length > 0);
    for (const child of children) {
      assert.deepEqual(child.figures, [['square', 1, 2, 2, 128]]);
      assert.equal(child.hello?.ppid, parent.hello?.pid);
    }
    assert.equal(children.length, 2);
  });

  it('say that they let themselves be looked at, where they have nothing else to say', async () => {
    const file = path.join(folder, 'waits.py');
    writeFileSync(file, 'import functools\nf = functools.lru_cache(len)\nf("")\ninput()\n');
    const { processes, status } = await runWatched(python, [file], { stdin: '\n', stdinAfter: 'beat' });
    assert.equal(status, 0);
    assert.equal(processes[0]?.at(-1)?.type, 'bye');
  });

  it('tell who tells also with more arguments than a message takes', async () => {
    const file = path.join(folder, 'many.py');
    writeFileSync(file, 'import sys; print(len(sys.argv))\n');
    const argv = [file, ...Array.from({ length: 1000 }, () => 'x'.repeat(1000))];
    const { processes, stdout, bad } = await runWatched(python, argv, { cwd: folder });
    assert.deepEqual([stdout.trim(), bad], ['1001', 0]);
    const hello = processes[0]?.[0];
    assert.ok(hello?.type === 'hello');
    assert.equal(hello.hello.argv[0], file);
    assert.ok(hello.hello.argv.join('').length <= 16_000);
  });

  it('tell who tells', async () => {
    const file = path.join(folder, 'hello.py');
    writeFileSync(file, 'import time\n');
    const { processes } = await runWatched(python, [file, 'a b', 'x'.repeat(5000)], { cwd: folder });
    const hello = processes[0]?.[0];
    assert.ok(hello?.type === 'hello');
    assert.deepEqual(
      {
        ...hello.hello,
        pid: 1,
        ppid: 1,
        runtimeVersion: hello.hello.runtimeVersion.split('.').slice(0, 2).join('.'),
      },
      {
        version: PROBE_VERSION,
        token: 'token',
        runtime: 'python',
        runtimeVersion: python.version.join('.'),
        pid: 1,
        ppid: 1,
        argv: [file, 'a b', 'x'.repeat(2000)],
        cwd: folder,
        records: false,
      },
    );
    assert.equal(hello.hello.ppid, process.pid);
  });
});
