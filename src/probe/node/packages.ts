import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** An installed package. */
export interface Library {
  readonly name: string;
  readonly version: string;
  /** Its folder. */
  readonly root: string;
}

const INSTALLED = `${sep}node_modules${sep}`;

const found = new Map<string, Library | undefined>();

/** The package that a file was installed with. It is known by the name in its package.json: a folder may have another. */
export function libraryOf(file: string): Library | undefined {
  const root = rootOf(file);
  if (root === undefined) return undefined;
  if (!found.has(root)) found.set(root, readLibrary(root));
  return found.get(root);
}

function rootOf(file: string): string | undefined {
  const at = file.lastIndexOf(INSTALLED);
  if (at === -1) return undefined;
  const begin = at + INSTALLED.length;
  let end = file.indexOf(sep, begin);
  if (file[begin] === '@' && end !== -1) end = file.indexOf(sep, end + 1);
  return end === -1 ? undefined : file.slice(0, end);
}

function readLibrary(root: string): Library | undefined {
  try {
    const { name, version } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as Partial<Library>;
    return typeof name === 'string' && typeof version === 'string' ? { name, version, root } : undefined;
  } catch {
    return undefined;
  }
}
