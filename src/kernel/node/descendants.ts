import { randomUUID } from 'node:crypto';
import { processes } from './processes.ts';
import { endChildrenOnWindows, endTreeOnWindows } from './windows.ts';

/** Processes inherit it, so that those are known that have left our process group and lost their parent. */
const MARK = 'CACHEBOOK_KERNEL';

/** How often it is looked for processes that were started while others were being ended. */
const MAX_ROUNDS = 10;

const NONE: ReadonlySet<number> = new Set();

/** Marks what this process starts from now on. */
export function markDescendants(): void {
  process.env[MARK] = randomUUID();
}

/** An environment with the mark of what this process has started. */
export function marked(env: Readonly<Record<string, string>>): Record<string, string> {
  return { ...env, [MARK]: process.env[MARK] ?? '' };
}

/**
 * Ends every process that this one has started, directly or not, and that is still known to be its own: by its
 * parent, by our process group, and on Linux by the mark, unless it has cleared its environment. On Windows by its
 * parents only, and a little later. Those of some process groups are spared, which are the numbers of their first ones.
 */
export function endDescendants(spared: ReadonlySet<number> = NONE): void {
  if (process.platform === 'win32') {
    endChildrenOnWindows(spared);
    return;
  }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const descendants = findDescendants(spared);
    if (descendants.length === 0) return;
    for (const pid of descendants) kill(pid);
  }
}

/** Ends this process with every process it has started, without the ceremony of `exit`. */
export function endWithDescendants(): void {
  if (process.platform === 'win32') endTreeOnWindows();
  else endDescendants();
  process.kill(process.pid, 'SIGKILL');
}

function findDescendants(spared: ReadonlySet<number>): number[] {
  const all = processes();
  const group = all.find(({ pid }) => pid === process.pid)?.group;
  const mark = `${MARK}=${process.env[MARK] ?? ''}`;
  const family = new Set([process.pid]);
  let before = 0;
  while (before !== family.size) {
    before = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all
    .filter(
      (each) =>
        !spared.has(each.group) &&
        (family.has(each.pid) || (group === process.pid && each.group === group) || each.inherits(mark)),
    )
    .map(({ pid }) => pid)
    .filter((pid) => pid !== process.pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
