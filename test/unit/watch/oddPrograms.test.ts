import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cachesOf, runWatched } from './programs.ts';
import { PROBE, withPython } from './pythons.ts';

/** Does to modules, its folder and its rights what programs do, between two looks of the probe. */
const ODD = `
import functools, gc, os, sys, time, types
gc.disable()
sleep, real = time.sleep, functools
@functools.lru_cache
def before(n): return n
before(1)
os.chdir('/')
exec(compile('@functools.lru_cache\\ndef after(n): return n', 'beside.py', 'exec'))
after(1)
sys.modules['functools'] = types.ModuleType('functools')
functools = None
os.getpid = os.fstat = time.sleep = time.perf_counter = time.monotonic = None
sys.modules.pop('_socket')
if os.geteuid() == 0: os.setuid(65534)
sleep(0.2)
before(1)
later = real.lru_cache(lambda n: n)
later(1)
sys.setswitchinterval(10)
for n in range(100): before(n % 3)
`;

/** The end of a program whose reader is so slow that there is only time for the figures. */
const LATE = `
import json, sys
sys.path.insert(0, sys.argv[1])
from cachebook_probe.start import Probe
told = []
class Channel:
    is_dead, may_block, is_late = False, False, True
    def has_room(self): return True
    def is_silent_for(self, seconds): return False
    def send(self, message):
        told.append(message)
        return True
    def send_some(self, name, time, members):
        raise SystemExit('There is no time for calls.')
probe = Probe('/nowhere/s', 'token', '1')
probe.channel = Channel()
probe.has_greeted = True
probe.recorder.install()
import functools
from cachebook_probe.hook import hook
hook(probe.registry.see)
@functools.lru_cache
def f(n): return n
for n in range(50): f(n % 5)
probe.look(1.0, 1.0)
print(json.dumps([[each[0], each[-1]] for each in told if each[0] in ('dropped', 'counts')]))
`;

withPython('an odd Python program', (python) => {
  let folder = '';
  before(() => (folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'cachebook-odd-')))));
  after(() => rmSync(folder, { recursive: true }));

  it('is heard to its end, whatever it does to modules, its folder and its rights', async () => {
    writeFileSync(path.join(folder, 'odd.py'), ODD);
    const { processes, stderr, status, bad } = await runWatched(python, ['odd.py'], { cwd: folder });
    assert.deepEqual([stderr, status, bad], ['', 0, 0]);
    const told = cachesOf(processes[0] ?? []).map(({ name, file, hits, misses }) => [
      name,
      file,
      hits,
      misses,
    ]);
    assert.deepEqual(told, [
      ['before', path.join(folder, 'odd.py'), 99, 3],
      ['after', path.join(folder, 'beside.py'), 0, 1],
      ['<lambda>', path.join(folder, 'odd.py'), 0, 1],
    ]);
    assert.equal(processes[0]?.at(-1)?.type, 'bye');
  });

  it('has its figures told, and how many calls were left out, where there is no time for the calls', () => {
    const { stdout, stderr } = spawnSync(python.path, ['-c', LATE, PROBE], { encoding: 'utf8' });
    assert.equal(stderr, '');
    const [dropped, counts] = JSON.parse(stdout) as [unknown[], [string, number[][]]];
    assert.deepEqual(dropped, ['dropped', 50]);
    assert.deepEqual(counts[1][0]?.slice(1, 3), [45, 5]);
  });
});
