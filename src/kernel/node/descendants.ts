import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** Processes inherit it, so that those are known that have left our process group and lost their parent. */
const MARK = 'CACHEBOOK_KERNEL';

/** How often it is looked for processes that were started while others were being ended. */
const MAX_ROUNDS = 10;

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  isMarked(): boolean;
}

/** Marks what this process starts from now on. */
export function markDescendants(): void {
  process.env[MARK] = randomUUID();
}

/**
 * Ends every process that this one has started, directly or not, and that is still known to be its own: by its
 * parent, by our process group, and on Linux by the mark, unless it has cleared its environment. Where there are
 * neither `/proc` nor `ps`, which is on Windows, ending this process's tree is left to the host.
 */
export function endDescendants(): void {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const descendants = findDescendants();
    if (descendants.length === 0) return;
    for (const pid of descendants) kill(pid);
  }
}

function findDescendants(): number[] {
  const processes = list();
  const group = processes.find(({ pid }) => pid === process.pid)?.group;
  const family = new Set([process.pid]);
  let before = 0;
  while (before !== family.size) {
    before = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  return processes
    .filter(
      (each) => family.has(each.pid) || (group === process.pid && each.group === group) || each.isMarked(),
    )
    .map(({ pid }) => pid)
    .filter((pid) => pid !== process.pid);
}

function list(): ProcessEntry[] {
  if (process.platform === 'linux') return listProc();
  return process.platform === 'win32' ? [] : listPs();
}

function listProc(): ProcessEntry[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    const stat = read(`/proc/${name}/stat`);
    // The name of the program stands in brackets and may hold anything; the state comes after it.
    const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === undefined || state === 'Z') return [];
    const mark = `${MARK}=${process.env[MARK] ?? ''}`;
    const isMarked = (): boolean => `\0${read(`/proc/${name}/environ`)}`.includes(`\0${mark}\0`);
    return [{ pid: Number(name), parent: Number(parent), group: Number(group), isMarked }];
  });
}

function listPs(): ProcessEntry[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid='], { encoding: 'utf8' }).trim().split('\n');
  return rows.map((row) => {
    const [pid = 0, parent = 0, group = 0] = row.trim().split(/\s+/).map(Number);
    return { pid, parent, group, isMarked: () => false };
  });
}

/** What cannot be read is gone, or not ours. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
