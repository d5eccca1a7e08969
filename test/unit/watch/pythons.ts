import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface Python {
  readonly path: string;
  /** Major and minor. */
  readonly version: readonly [number, number];
}

/** The folder that goes to the front of PYTHONPATH. */
export const PROBE = path.join(import.meta.dirname, '../../../src/probe/python');

/** Those that a person with pyenv has beside the one in PATH. */
function installed(): string[] {
  const versions = path.join(process.env['PYENV_ROOT'] ?? path.join(os.homedir(), '.pyenv'), 'versions');
  if (!existsSync(versions)) return [];
  return readdirSync(versions).map((version) => path.join(versions, version, 'bin/python'));
}

/** What this command starts, without launchers in between; undefined where it starts no Python. */
function pythonOf(command: string): Python | undefined {
  const say = 'import sys; print(sys.executable); print("%d %d" % sys.version_info[:2])';
  const { status, stdout } = spawnSync(command, ['-c', say], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const [file = '', version = ''] = stdout.split(/\r?\n/);
  const [major = 0, minor = 0] = version.split(' ').map(Number);
  return { path: file, version: [major, minor] };
}

const inPath = pythonOf('python3');

/** Whether each Python of the machine is asked, rather than the one in PATH. */
const isThorough = process.env['CACHEBOOK_ALL_PYTHONS'] === '1';
const found = isThorough ? installed().flatMap((file) => pythonOf(file) ?? []) : [];
const known = new Set<string>();
const all = [...(inPath === undefined ? [] : [inPath]), ...found].filter(({ path: file }) => {
  const isNew = !known.has(file);
  known.add(file);
  return isNew;
});

export function isAtLeast({ version: [major, minor] }: Python, least: readonly [number, number]): boolean {
  return major > least[0] || (major === least[0] && minor >= least[1]);
}

export const watched = all.filter((python) => isAtLeast(python, [3, 8]));
export const tooOld = all.filter((python) => !isAtLeast(python, [3, 8]));

/**
 * Describes the same tests for each Python. Where there is none they are red in CI, and skipped by name elsewhere: who
 * works on Cachebook need not have Python.
 */
export function withPython(title: string, tests: (python: Python) => void): void {
  if (watched.length === 0) {
    describe(title, () => {
      it('need a Python from 3.8 in PATH as python3', function () {
        if (process.env['CI'] === undefined) this.skip();
        throw new Error('There is no python3 from 3.8 in PATH.');
      });
    });
    return;
  }
  for (const python of watched)
    describe(`${title} (Python ${python.version.join('.')})`, () => {
      tests(python);
    });
}
