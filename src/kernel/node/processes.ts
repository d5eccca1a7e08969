import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Whether it has inherited this entry of the environment. */
  inherits(entry: string): boolean;
}

/** The processes that run now, from `/proc` on Linux, else from `ps`. */
export function processes(): ProcessEntry[] {
  return process.platform === 'linux' ? fromProc() : fromPs();
}

function fromProc(): ProcessEntry[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    const stat = read(`/proc/${name}/stat`);
    // The name of the program stands in brackets and may hold anything; the state comes after it.
    const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === undefined || state === 'Z') return [];
    const inherits = (entry: string): boolean =>
      `\0${read(`/proc/${name}/environ`)}`.includes(`\0${entry}\0`);
    return [{ pid: Number(name), parent: Number(parent), group: Number(group), inherits }];
  });
}

/** What `ps` tells, without `ps` itself: it has ended by then, and its number may soon be another's. */
export function fromPs(): ProcessEntry[] {
  const ps = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,pgid='], { encoding: 'utf8' });
  // Nothing was printed where there is no `ps`.
  const rows = ps.error ? [] : ps.stdout.split('\n');
  return rows.flatMap((row) => {
    const [pid = 0, parent = 0, group = 0] = row.trim().split(/\s+/).map(Number);
    return pid === 0 || pid === ps.pid ? [] : [{ pid, parent, group, inherits: () => false }];
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
