import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** How often a line says how far the work is, in ms. */
const everyMs = 4000;

/** Prints a heading, then every few seconds how much has arrived in `folder`, then the total. */
export async function withProgress<T>(
  what: string,
  folder: string,
  print: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  print(`Fetching ${what} (once; it stays in ${path.dirname(folder)}) …`);
  const timer = setInterval(() => {
    void folderSize(folder).then((bytes) => print(`  ${what}: ${megabytes(bytes)} after ${seconds()} s …`));
  }, everyMs);
  try {
    const result = await work();
    print(`  ${what}: ${megabytes(await folderSize(folder))} in ${seconds()} s.`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/** The bytes of all files below a folder; files that come and go meanwhile do not matter. */
export async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  let bytes = 0;
  for (const file of files) bytes += (await stat(file).catch(() => undefined))?.size ?? 0;
  return bytes;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
