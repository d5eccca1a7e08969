import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The stand-ins are scripts for a POSIX shell. */
export const onPosix = process.platform === 'win32' ? describe.skip : describe;

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
