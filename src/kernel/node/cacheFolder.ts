import os from 'node:os';
import path from 'node:path';

/** Changes when the layout below the folder changes, so that an older Cachebook never meets a newer layout. */
const layout = 'v1';

/** The user-level folder of what was fetched once. All windows and all checkouts share it. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const home = filled(env['HOME']) ?? os.homedir();
  const base = filled(env['XDG_CACHE_HOME']) ?? path.join(home, '.cache');
  return path.resolve(filled(env['CACHEBOOK_CACHE']) ?? path.join(base, 'cachebook'), layout);
}

/** A variable that is set to nothing counts as not set. */
function filled(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
