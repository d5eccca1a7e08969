import { isAbsolute, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a cache was made, as the program runs: where it was translated, the host finds the line in its source. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly isLibrary: boolean;
}

const NOWHERE: Place = { isLibrary: false };

const FRAMES = 12;

/** So many places are looked for; a program that makes more caches makes them all the time. */
const MOST_PLACES = 1000;

let asked = 0;

/** Whether a file belongs to what makes caches for others; asked from the innermost frame outwards. */
export type IsOwn = (file: string) => boolean;

export const inFolder =
  (root: string): IsOwn =>
  (file) =>
    file.startsWith(root + sep);

/**
 * The innermost frame that is neither the cache library's own nor of Node. The constructors of classes of the program
 * that extend the library's, by name, are not where a cache was made either.
 */
export function findPlace(isOwn: IsOwn, classes: readonly string[] = []): Place {
  if (++asked > MOST_PLACES) return NOWHERE;
  let extending = 0;
  for (const frame of frames()) {
    const file = fileOf(frame);
    if (file === undefined || file.startsWith('node:') || isOwn(file)) continue;
    if (
      extending < classes.length &&
      frame.isConstructor() &&
      classes.includes(frame.getFunctionName() ?? '')
    ) {
      extending++;
      continue;
    }
    if (!isAbsolute(file)) return NOWHERE; // [eval], [worker eval]
    const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
    const isLibrary = file.includes(`${sep}node_modules${sep}`);
    return { file, isLibrary, ...(line && { line }), ...(column && { column }) };
  }
  return NOWHERE;
}

/** Whether the library itself, whose folder is `root`, has called what asks. */
export function isCalledFrom(root: string): boolean {
  const caller = frames()
    .map(fileOf)
    .find((file) => file !== undefined && !file.startsWith('node:'));
  return caller !== undefined && inFolder(root)(caller);
}

function fileOf(frame: NodeJS.CallSite): string | undefined {
  const file = frame.getFileName();
  if (!file) return undefined;
  return file.startsWith('file:') ? fileURLToPath(file) : file;
}

/** What would write a text for the stack is the program's own, and is not asked. */
function frames(): readonly NodeJS.CallSite[] {
  const before = {
    limit: Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit'),
    prepare: Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace'),
  };
  const holder: { stack?: readonly NodeJS.CallSite[] } = {};
  try {
    put('stackTraceLimit', FRAMES);
    put('prepareStackTrace', (_: unknown, sites: readonly NodeJS.CallSite[]) => sites);
    Error.captureStackTrace(holder, frames);
    return holder.stack ?? [];
  } catch {
    return []; // A program that has frozen Error.
  } finally {
    putBack('stackTraceLimit', before.limit);
    putBack('prepareStackTrace', before.prepare);
  }
}

function put(name: string, value: unknown): void {
  Object.defineProperty(Error, name, { value, writable: true, configurable: true, enumerable: true });
}

function putBack(name: string, before: PropertyDescriptor | undefined): void {
  if (before) Reflect.defineProperty(Error, name, before);
  else Reflect.deleteProperty(Error, name);
}
