import { closeSync, openSync, readSync } from 'node:fs';

const isLinux = process.platform === 'linux';

/**
 * For how long this thread has worked, in ms: other programs on a full machine take none of it. Where the system does not
 * tell, the time.
 */
export function worked(): number {
  if (!isLinux) return performance.now();
  process.cpuUsage(); // Has the system count up to now.
  const file = openSync('/proc/thread-self/schedstat', 'r');
  const length = readSync(file, buffer);
  closeSync(file);
  return Number(buffer.toString('latin1', 0, length).split(' ', 1)[0]) / 1e6;
}

const buffer = Buffer.alloc(100);
