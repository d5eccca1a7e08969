import os from 'node:os';
import path from 'node:path';

/** Changes when the layout below the folder changes, so that an older checkout never meets a newer layout. */
const layout = 'v1';

/** The user-level folder that all checkouts share; it holds several hundred MB a VS Code. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const home = filled(env['HOME']) ?? os.homedir();
  const base = filled(env['XDG_CACHE_HOME']) ?? path.join(home, '.cache');
  return path.resolve(filled(env['CACHEBOOK_CACHE']) ?? path.join(base, 'cachebook'), layout);
}

/** A variable that is set to nothing counts as not set. */
function filled(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** The name a package list is installed under: a folder name that tells what is in it. */
export function entryName(packages: readonly string[], variant?: string): string {
  const parts = [...packages, ...(variant === undefined ? [] : [variant])];
  return parts.map((name) => name.replace(/^@/, '').replaceAll('/', '-')).join('+');
}
