import os from 'node:os';
import path from 'node:path';

/** Changes when the layout below the folder changes, so that an older checkout never meets a newer layout. */
const layout = 'v1';

/** The user-level folder that all checkouts share; it holds several hundred MB a VS Code. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env['XDG_CACHE_HOME'] ?? path.join(env['HOME'] ?? os.homedir(), '.cache');
  return path.resolve(env['CACHEBOOK_CACHE'] ?? path.join(base, 'cachebook'), layout);
}

/** The name a package list is installed under: a folder name that tells what is in it. */
export function entryName(packages: readonly string[]): string {
  return packages.map((name) => name.replace(/^@/, '').replaceAll('/', '-')).join('+');
}
