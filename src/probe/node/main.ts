import { isMainThread, threadId } from 'node:worker_threads';
import { hearEngine } from './engine.ts';
import { Channel } from './channel.ts';
import { HEAR, HEAR_MODULE, hearFiles, withHearing } from './files.ts';
import { Exports, heardLibraryOf } from './modules.ts';
import { Report } from './report.ts';

export { withHearing };

/**
 * Begins to watch this thread of a program, before anything of the program has run. `probe` is the file of the probe.
 * Whatever goes wrong, the program goes on as if nobody watched.
 */
export function start(probe: string): void {
  const { CACHEBOOK_WATCH: path, CACHEBOOK_TOKEN: token, CACHEBOOK_KEYS: keys } = process.env;
  if (!path || !token || isOccupied() || isSnapshot()) return;
  try {
    const report = new Report({
      path,
      token,
      keys: keys === 'hashed' ? 'hashes' : keys ? 'texts' : 'none',
      thread: isMainThread ? 0 : threadId,
    });
    const channel = new Channel(report);
    report.stopListening = () => channel.stop();
    const exports = new Exports(report);
    put(HEAR, (file: string, name: string, value: unknown) => {
      const library = heardLibraryOf(file);
      return library ? exports.hear(library, file, name, value) : value;
    });
    put(HEAR_MODULE, (module: NodeJS.Module) => {
      const library = heardLibraryOf(module.filename);
      if (library) exports.hearModule(module, library);
    });
    hearFiles(probe, exports);
    hearEngine(report);
  } catch {
    // Without a reader, say.
  }
}

const put = (name: string, value: unknown): unknown =>
  Object.defineProperty(globalThis, Symbol.for(name), { value, configurable: true, writable: true });

/** Another probe is here already. */
const isOccupied = (): boolean => Symbol.for(HEAR) in globalThis;

/** A snapshot of a program can hold no socket. */
const isSnapshot = (): boolean => process.execArgv.some((arg) => arg.startsWith('--build-snapshot'));
