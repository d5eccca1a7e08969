import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { files, programs } from './guestPrograms.ts';
import type { Ended } from './programs.ts';
import { cachesOf, runPlain, runWatched } from './programs.ts';
import { PROBE, isAtLeast, tooOld, withPython } from './pythons.ts';

/** Addresses and numbers of threads and processes differ from run to run, and the one variable that Python is watched by is in none of these. */
function comparable({ stdout, stderr, status }: Ended): Ended {
  const same = (text: string): string => text.replaceAll(/0x[0-9a-f]+|started \d+|pid=\d+/g, '…');
  return { stdout: same(stdout), stderr: same(stderr), status };
}

let folder = '';

before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook guest '));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
});

after(() => {
  rmSync(folder, { recursive: true });
});

withPython('a watched program is the same program', (python) => {
  for (const program of programs) {
    if (program.least !== undefined && !isAtLeast(python, program.least)) continue;
    it(program.title, async () => {
      const start = { ...program, cwd: folder };
      const plain = await runPlain(python, program.argv, start);
      const watched = await runWatched(python, program.argv, start);
      assert.deepEqual(comparable(watched), comparable(plain));
      assert.equal(watched.bad, 0);
    });
  }
});

/** A `sitecustomize` of the person's own. */
const own: Record<string, string | undefined> = {
  'is run': 'import sys\nprint("mine", __name__, __file__, sys.path[:1])\nvalue = 7\n',
  'may raise': 'print("mine")\nraise RuntimeError("mine is broken")\n',
  'may miss a module': 'import nowhere\n',
  'may say that it is missing': 'raise ImportError("x", name="sitecustomize")\n',
  'may be absent': undefined,
};

const ASKS = `
import sys, os
try:
    import sitecustomize
    print(sitecustomize.__file__, getattr(sitecustomize, 'value', None))
except ImportError as error: print(type(error), error)
print('sitecustomize' in sys.modules, sys.path)
`;

withPython("a person's own sitecustomize", (python) => {
  for (const [title, text] of Object.entries(own)) {
    it(title, async () => {
      const site = mkdtempSync(path.join(os.tmpdir(), 'cachebook-site-'));
      try {
        if (text !== undefined) writeFileSync(path.join(site, 'sitecustomize.py'), text);
        const start = { cwd: folder, env: { PYTHONPATH: site } };
        const plain = await runPlain(python, ['-c', ASKS], start);
        const watched = await runWatched(python, ['-c', ASKS], start);
        assert.deepEqual(watched, { ...plain, processes: watched.processes, bad: 0 });
        assert.equal(watched.processes.length, 1);
      } finally {
        rmSync(site, { recursive: true });
      }
    });
  }

  it('and a virtual environment, in which caches are found as elsewhere', async () => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'cachebook-venv-'));
    try {
      const made = await runPlain(python, ['-m', 'venv', '--without-pip', '--symlinks', home]);
      assert.equal(made.stderr, '');
      const inside = { ...python, path: path.join(home, 'bin/python') };
      const text =
        'import functools, sys\nf = functools.lru_cache(lambda n: n)\nf(1)\nprint(sys.prefix, sys.path)';
      const plain = await runPlain(inside, ['-c', text]);
      const watched = await runWatched(inside, ['-c', text]);
      assert.deepEqual(
        [watched.stdout, watched.stderr, watched.status],
        [plain.stdout, plain.stderr, plain.status],
      );
      assert.ok(plain.stdout.startsWith(home));
      assert.equal(cachesOf(watched.processes[0] ?? []).length, 1);
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});

withPython('a program that nobody watches', (python) => {
  it('is left alone where there is no socket, or none any more', async () => {
    const argv = ['-c', 'import functools\nprint(functools.update_wrapper.__code__.co_consts[0])'];
    const plain = await runPlain(python, argv);
    for (const env of [{}, { CACHEBOOK_WATCH: '/nowhere/s' }, { CACHEBOOK_WATCH: 'x'.repeat(200) }])
      assert.deepEqual(await runPlain(python, argv, { env: { PYTHONPATH: PROBE, ...env } }), plain);
  });
});

describe('a Python that is too old', () => {
  for (const python of tooOld) {
    it(`says so in one line, and the program runs (Python ${python.version.join('.')})`, async () => {
      const argv = ['-c', 'import sys; print(sys.argv); sys.exit(3)', 'x'];
      const plain = await runPlain(python, argv);
      const watched = await runWatched(python, argv);
      const line = `cachebook: not watching: Python ${python.version.join('.')} is too old\n`;
      assert.deepEqual(watched, { ...plain, stderr: line, processes: [], bad: 0 });
    });
  }
});
