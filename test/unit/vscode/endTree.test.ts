import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { killTreeOnWindows } from '../../../src/host/node/kernelTree.ts';
import { endTreeOnWindows } from '../../vscode/process/endTree.mjs';
import { fromPs } from '../../vscode/process/processTree.mjs';
import { onPosix, standIns } from '../standIns.ts';

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

const killers = [
  ['a guard', endTreeOnWindows],
  ['the host of a kernel', killTreeOnWindows],
] as const;
for (const [title, endTree] of killers) {
  onPosix(`the end of a tree on Windows, by ${title}`, () => {
    const commands = standIns();

    beforeEach(() => {
      // What it is asked, and whether the process is there then.
      commands.put('taskkill', 'echo "$@" > "$0.asked"; kill -0 $2 && echo there >> "$0.asked"; kill -9 $2');
    });

    it('comes from its root, while that is there', async () => {
      const root = await endless();
      endTree(root);
      const asked = readFileSync(commands.file('taskkill.asked'), 'utf8');
      assert.equal(asked, `/pid ${root.pid ?? 0} /T /F\nthere\n`);
      await once(root, 'exit');
    });

    it('is not asked for when the root has ended: its number may be of another process', async () => {
      const root = await endless();
      root.kill('SIGKILL');
      await once(root, 'exit');
      endTree(root);
      assert.ok(!existsSync(commands.file('taskkill.asked')));
    });

    it('ends the root at least where taskkill fails', async () => {
      commands.put('taskkill', 'exit 1');
      const root = await endless();
      endTree(root);
      await once(root, 'exit');
    });
  });
}

async function endless(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  return child;
}
