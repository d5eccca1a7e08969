import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const isWindows = process.platform === 'win32';

/**
 * For what needs a POSIX shell, its signals or its processes; on Windows it is skipped by name. Mocha's functions are
 * asked for at each call: every file has its own, and a module may be loaded once for several.
 */
export function onPosix(title: string, body: () => void): void {
  (isWindows ? describe.skip : describe)(title, body);
}

/** As `onPosix`, for one test. */
export function itOnPosix(title: string, body: () => void | Promise<void>): void {
  (isWindows ? it.skip : it)(title, body);
}

export interface StandIns {
  /** Writes a command. */
  put(name: string, script: string): void;
  /** A file beside the commands. */
  file(name: string): string;
}

/** For each test of this `describe`: commands that stand in for those of another system, before all others on the PATH. */
export function standIns(): StandIns {
  let folder = '';
  const before = process.env['PATH'];
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-commands-'));
    process.env['PATH'] = `${folder}${path.delimiter}${before ?? ''}`;
  });
  afterEach(() => {
    process.env['PATH'] = before;
    rmSync(folder, { recursive: true });
  });
  return {
    put(name, script) {
      writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
      chmodSync(path.join(folder, name), 0o755);
    },
    file: (name) => path.join(folder, name),
  };
}
