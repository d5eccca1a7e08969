import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DebugAdapter } from './debugAdapter.ts';
import { findBootloader, NodeDebugger } from './nodeDebugger.ts';
import { cachesOf, figures, hearWhile, watchedBy } from './programs.ts';
import { packagesFor } from './pythonPackages.ts';
import { withPython } from './pythons.ts';
import { markedLines, programs, WatchedNode } from './watchedNode.ts';

const DEBUGPY = ['debugpy==1.8.22'];

const PROGRAM = `import functools, subprocess, sys
@functools.lru_cache
def square(n):
    return n * n
square(1); square(1); square(2)
print('here', sys.argv[1:], flush=True)
subprocess.run([sys.executable, '-c', 'import functools; f = functools.lru_cache(len); f("")'])
`;

withPython('a Python program that is debugged and watched', (python) => {
  let copy: string | undefined;
  let folder = '';

  before(() => {
    copy = packagesFor(python, DEBUGPY);
    folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'cachebook-debug-')));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('stops at its breakpoint, has no thread but its own, and tells of its caches (needs pip)', async function () {
    if (copy === undefined) this.skip();
    const program = path.join(folder, 'program.py');
    writeFileSync(program, PROGRAM);
    const { processes, bad } = await hearWhile(async (address) => {
      const adapter = new DebugAdapter(python.path, ['-m', 'debugpy.adapter'], {
        ...process.env,
        PYTHONPATH: copy,
      });
      try {
        await adapter.request('initialize', { adapterID: 'debugpy' });
        const launched = adapter.ask('launch', {
          type: 'debugpy',
          request: 'launch',
          console: 'internalConsole',
          program,
          args: ['a b'],
          cwd: folder,
          subProcess: false,
          python: [python.path],
          env: watchedBy(address, { env: { OWN: '1' } }),
        });
        await adapter.event('initialized');
        const [source, breakpoints] = [{ path: program }, [{ line: 6 }]];
        await adapter.request('setBreakpoints', { source, breakpoints });
        await adapter.request('configurationDone');
        await adapter.answerTo(launched);
        const { threadId } = (await adapter.event('stopped')) as { threadId: number };
        const { threads } = (await adapter.request('threads')) as { threads: { name: string }[] };
        assert.deepEqual(
          threads.map(({ name }) => name),
          ['MainThread'],
        );
        await adapter.request('continue', { threadId });
        assert.deepEqual(await adapter.event('exited'), { exitCode: 0 });
      } finally {
        await adapter.end();
      }
    });
    assert.equal(bad, 0);
    const own = processes
      .map((messages) => cachesOf(messages).map(figures))
      .filter(({ length }) => length > 0);
    assert.deepEqual(own, [[['square', 1, 2, 2, 128]], [['len', 0, 1, 1, 128]]]);
  });
});

describe('a Node program that is debugged and watched', () => {
  let watched: WatchedNode;
  before(async () => (watched = await WatchedNode.make()));
  after(() => watched.dispose());

  it("stops at its breakpoint, keeps NODE_OPTIONS, and tells of its caches (needs VS Code's debugger)", async function () {
    const bootloader = findBootloader();
    if (bootloader === undefined || process.platform === 'win32') this.skip();
    const file = path.join(programs, 'debugged.cjs');
    const line = markedLines(file).get('stops here')!;
    const seat = new NodeDebugger(path.join(watched.folder, 'ipc'), bootloader, { file, line });
    const required = path.join(programs, 'with a blank', 'required.cjs');
    const { told, stdout, status } = await watched.run([file], {
      env: { NODE_OPTIONS: `--require "${required}"` },
      around: (env) => seat.environment(env),
    });
    seat.close();
    assert.deepEqual([status, stdout, seat.stops], [0, 'by the options that were there before\n', 1]);
    const own = told.flatMap(({ caches }) => caches);
    assert.deepEqual(
      own.map(({ hits, misses, size }) => [hits, misses, size]),
      [[1, 1, 1]],
    );
  });
});
