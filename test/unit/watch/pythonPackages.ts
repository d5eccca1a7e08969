import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Python } from './pythons.ts';
import { isAtLeast } from './pythons.ts';

const OPTIONS = ['--quiet', '--no-deps', '--retries', '0', '--timeout', '5'];

/**
 * A folder with real copies of packages (`name==version`), fetched once, which is no part of the project. Undefined where
 * they cannot be had, as this Python is too old for them or nothing can be fetched.
 */
export function packagesFor(python: Python, packages: readonly string[]): string | undefined {
  if (!isAtLeast(python, [3, 11])) return undefined;
  const folder = path.join(import.meta.dirname, '../../../out/python-libraries', python.version.join('.'));
  const areThere = (): boolean =>
    packages.every((each) => existsSync(path.join(folder, each.replace(/==.*$/, ''))));
  if (!areThere())
    spawnSync(python.path, ['-m', 'pip', 'install', ...OPTIONS, '--target', folder, ...packages]);
  return areThere() ? folder : undefined;
}
