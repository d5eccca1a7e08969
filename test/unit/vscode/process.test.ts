import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startGuarded } from '../../vscode/process/guarded.ts';
import { membersOf, processTable } from '../../vscode/process/processTree.mjs';
import { root } from '../../vscode/root.ts';
import { waitUntil } from '../../vscode/window/waitUntil.ts';
import { itOnPosix } from '../standIns.ts';

/** `2<1 3<2/9` is process 2 with parent 1, and process 3 with parent 2 in group 9. */
function table(text: string) {
  return text.split(' ').map((word) => {
    const [pid = 0, parent = 0, group = 0] = word.split(/[</]/).map(Number);
    return { pid, parent, group };
  });
}

describe('the members of a process', () => {
  const cases = [
    ['its descendants, at any depth and in any order', '4<3 3<2 2<1 9<1', 2, [3, 4]],
    ['those of its group that have lost their parent', '2<1/2 5<1/2 6<1/6', 2, [5]],
    ['what descends from those', '2<1/2 5<1/2 6<5/6', 2, [5, 6]],
    ['nobody else', '2<1 3<1', 2, []],
  ] as const;
  for (const [title, text, pid, members] of cases) {
    it(`are ${title}`, () => assert.deepEqual(membersOf(pid, table(text)).sort(), members));
  }

  itOnPosix('are read from the system', () => {
    assert.ok(processTable().some((entry) => entry.pid === process.pid && entry.parent === process.ppid));
  });
});

/** Ends on no friendly signal, and has a child that lost its parent and ends on none either. */
const STUBBORN = `
  process.on('SIGTERM', () => {});
  if (process.argv[1] !== 'child') {
    const { spawn } = require('node:child_process');
    const middle = "require('node:child_process').spawn(process.execPath, ['-e', process.argv[1], 'child'], { stdio: 'inherit' })";
    spawn(process.execPath, ['-e', middle + '; setTimeout(process.exit, 200)', process.env.STUBBORN], { stdio: 'inherit' });
  }
  console.log(process.pid);
  setInterval(() => {}, 1000);
`;

describe('a guarded process', () => {
  let folder = '';
  beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-guarded-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const isRunning = (pid: number): boolean => processTable().some((entry) => entry.pid === pid);

  it('passes its output and its exit code on', async () => {
    const echo = startGuarded({ command: [process.execPath, '-e', 'console.log("hello"); process.exit(5)'] });
    let output = '';
    echo.onOutput((text) => (output += text));
    assert.equal(await echo.exited, 5);
    assert.equal(output, 'hello\n');
  });

  it('that cannot be started is reported', async () => {
    const missing = startGuarded({ command: [path.join(folder, 'no-such-command')] });
    let output = '';
    missing.onOutput((text) => (output += text));
    assert.equal(await missing.exited, 1);
    assert.match(output, /no-such-command.*ENOENT/);
  });

  itOnPosix('ends with all its children, however stubborn, and its folder is removed', async () => {
    const remove = path.join(folder, 'data');
    mkdirSync(remove);
    const env = { ...process.env, STUBBORN };
    const stubborn = startGuarded({
      command: [process.execPath, '-e', STUBBORN],
      env,
      remove: [remove],
      graceMs: 100,
    });
    let output = '';
    stubborn.onOutput((text) => (output += text));
    const pids = await waitUntil('two processes', () => {
      const found = output.split('\n').filter(Boolean).map(Number);
      return Promise.resolve(found.length === 2 && found);
    });
    assert.ok(pids.every(isRunning));
    await stubborn.stop();
    assert.deepEqual(pids.filter(isRunning), []);
    assert.ok(!existsSync(remove));
  });

  itOnPosix('does not outlive a parent that was killed', async () => {
    const script = `
      const { startGuarded } = require(${JSON.stringify(path.join(root, 'test/vscode/process/guarded.ts'))});
      startGuarded({ command: [process.execPath, '-e', 'console.log(process.pid); setInterval(() => {}, 1000)'] })
        .onOutput((text) => console.log(text));
    `;
    const parent = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
      cwd: root,
    });
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.on('data', (data: Buffer) => resolve(Number(data.toString())));
    });
    assert.ok(isRunning(pid));
    parent.kill('SIGKILL');
    await waitUntil('the end of the process', () => Promise.resolve(!isRunning(pid)));
  });

  itOnPosix('given a grace, tidies up by itself', async () => {
    const done = path.join(folder, 'done');
    const tidy = `process.on('SIGTERM', () => { require('fs').writeFileSync(${JSON.stringify(done)}, ''); process.exit(0); });
      console.log('ready'); setInterval(() => {}, 1000)`;
    const running = startGuarded({ command: [process.execPath, '-e', tidy] });
    await new Promise<void>((resolve) => running.onOutput(() => resolve()));
    await delay(0);
    await running.stop();
    assert.ok(existsSync(done));
  });
});
