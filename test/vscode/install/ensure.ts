import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../../src/kernel/node/cacheFolder.ts';
import { entryName } from './entryName.ts';
import { withLock } from './lock.ts';
import { withProgress } from './progress.ts';

export interface Entry {
  /** What a person is told is being fetched. */
  readonly title: string;
  /** Exact npm packages, `name@version`. */
  readonly packages: readonly string[];
  /** What is done with the packages besides installing them: a copy of an older recipe is never taken for this one. */
  readonly variant?: string;
  /** Puts everything into the empty folder given. */
  readonly install: (folder: string) => Promise<void>;
}

/**
 * The folder in the cache with this entry, complete. Whatever is there under its final name is complete: the work is
 * done under a temporary name and renamed at the end.
 */
export async function ensureEntry(
  entry: Entry,
  print: (line: string) => void,
  cache = cacheFolder(),
): Promise<string> {
  const folder = path.join(cache, entryName(entry.packages, entry.variant));
  if (existsSync(folder)) return folder;
  return withLock(`${folder}.lock`, print, async () => {
    if (existsSync(folder)) return folder;
    const draft = `${folder}.partial-${process.pid}`;
    removeLeftovers(folder);
    mkdirSync(draft, { recursive: true });
    try {
      await withProgress(entry.title, draft, print, () => entry.install(draft));
      renameSync(draft, folder);
    } finally {
      removeFolder(draft);
    }
    return folder;
  });
}

/** We hold the lock, so a partial folder belongs to a run that was stopped. */
function removeLeftovers(folder: string): void {
  const prefix = `${path.basename(folder)}.partial-`;
  for (const name of readdirSync(path.dirname(folder)).filter((name) => name.startsWith(prefix))) {
    removeFolder(path.join(path.dirname(folder), name));
  }
}

/** Tries again for some seconds: the processes of a stopped run may still be ending, and writing. */
function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
