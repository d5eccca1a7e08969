import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endTreeOnWindows } from '../../vscode/process/endTree.mjs';
import { fromPs, processTable } from '../../vscode/process/processTree.mjs';

/** Commands that stand in for those of another system, before all others on the PATH. */
function standIns() {
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
    put(name: string, script: string): void {
      writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
      chmodSync(path.join(folder, name), 0o755);
    },
    file: (name: string): string => path.join(folder, name),
  };
}

const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('the table of ps', () => {
  const commands = standIns();

  it('has the columns as numbers, and not ps itself', () => {
    commands.put('ps', 'echo "    1     0     1"; echo "  234  1 12345"; echo "$$ $PPID $PPID"');
    assert.deepEqual(fromPs(), [
      { pid: 1, parent: 0, group: 1 },
      { pid: 234, parent: 1, group: 12345 },
    ]);
  });

  it('is empty where there is no ps', () => {
    process.env['PATH'] = commands.file('nothing');
    assert.deepEqual(fromPs(), []);
  });
});

onPosix('the end of a tree on Windows', () => {
  const commands = standIns();
  const endless = (): ReturnType<typeof spawn> =>
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const isThere = (pid: number | undefined): boolean => processTable().some((entry) => entry.pid === pid);

  beforeEach(() => {
    // What it is asked, and whether the process is there then.
    commands.put('taskkill', `echo "$@" > "$0.asked"; kill -0 $2 && echo there >> "$0.asked"; kill -9 $2`);
  });

  it('comes from its root, while that is there', async () => {
    const root = endless();
    await once(root, 'spawn');
    endTreeOnWindows(root);
    assert.equal(readFileSync(commands.file('taskkill.asked'), 'utf8'), `/pid ${root.pid} /T /F\nthere\n`);
    await once(root, 'exit');
  });

  it('is not asked for when the root has ended: its number may be of another process', async () => {
    const root = endless();
    root.kill('SIGKILL');
    await once(root, 'exit');
    endTreeOnWindows(root);
    assert.ok(!existsSync(commands.file('taskkill.asked')));
  });

  it('ends the root at least where taskkill fails', async () => {
    commands.put('taskkill', 'exit 1');
    const root = endless();
    await once(root, 'spawn');
    endTreeOnWindows(root);
    await once(root, 'exit');
    assert.ok(!isThere(root.pid));
  });
});
