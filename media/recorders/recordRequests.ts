// Records what is asked for, so that Cachebook's lab can say which cache is right for it. Keys are written, values never.
//
//   const record = recordRequests('requests.csv');
//   record(key); // where your program looks into its cache, whether it finds something there or not
//
// Then: Cachebook: Analyze Trace…, and choose requests.csv.
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';

interface Options {
  hashed?: boolean;
  maxBytes?: number;
}

/**
 * hashed: write a hash instead of each key. It is another in each run, so that nobody can find out what the keys were.
 * maxBytes: the file does not become larger than this; what comes later is not recorded.
 */
export function recordRequests(file: string, { hashed = false, maxBytes = 64 * 2 ** 20 }: Options = {}) {
  const salt = randomBytes(16);
  let lines = 'time,key,size\n';
  let left = maxBytes;
  const write = (append: typeof appendFileSync): void => {
    try {
      append(file, lines);
    } catch (error) {
      left = 0; // Your program goes on without its recording.
      console.warn(`Requests are not recorded any more: ${String(error)}`);
    }
    lines = '';
  };
  left -= lines.length;
  write(writeFileSync);
  process.once('exit', () => write(appendFileSync));
  /** `size` is what is asked for, in bytes, if you know it. */
  return (key: unknown, size?: number): void => {
    if (left <= 0) return;
    const text = typeof key === 'string' ? key : (JSON.stringify(key) ?? String(key));
    const told = hashed ? createHash('sha256').update(salt).update(text).digest('hex').slice(0, 16) : text;
    const line = `${Date.now() / 1000},"${told.replaceAll('"', '""')}",${size ?? ''}\n`;
    left -= Buffer.byteLength(line);
    if (left < 0) left = 0;
    else lines += line;
    if (lines.length > 65_536) write(appendFileSync);
  };
}
