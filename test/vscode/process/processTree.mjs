import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** @typedef {{ pid: number, parent: number, group: number }} ProcessEntry */

/**
 * Every process below `pid`, and every one of its process group: what has lost its parent is found by the group.
 * @param {number} pid the leader of a group
 * @param {readonly ProcessEntry[]} table
 * @returns {number[]}
 */
export function membersOf(pid, table) {
  const found = new Set([pid]);
  for (const entry of table) if (entry.group === pid) found.add(entry.pid);
  let size = 0;
  while (size !== found.size) {
    size = found.size;
    for (const entry of table) if (found.has(entry.parent)) found.add(entry.pid);
  }
  found.delete(pid);
  return [...found];
}

/**
 * Where neither `/proc` nor `ps` is, which is on Windows, nothing is known.
 * @returns {ProcessEntry[]}
 */
export function processTable() {
  if (process.platform === 'linux') return fromProc();
  return process.platform === 'win32' ? [] : fromPs();
}

/** Minimal systems have no `ps`. */
function fromProc() {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The name in parentheses may hold anything; the numbers come after it.
      const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent), group: Number(group) }];
    } catch {
      return [];
    }
  });
}

/**
 * What `ps` tells, without `ps` itself: it has ended by then, and its number may soon be another's.
 * @returns {ProcessEntry[]}
 */
export function fromPs() {
  const { pid: self, stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,pgid='], { encoding: 'utf8' });
  const entries = (stdout ?? '').split('\n').flatMap((line) => {
    const [pid, parent = 0, group = 0] = line.trim().split(/\s+/).map(Number);
    return pid ? [{ pid, parent, group }] : [];
  });
  return entries.filter(({ pid }) => pid !== self);
}
