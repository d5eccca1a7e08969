import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { endDescendants } from '../../../src/kernel/node/descendants.ts';
import { fromPs } from '../../../src/kernel/node/processes.ts';
import { endChildrenScript } from '../../../src/kernel/node/windows.ts';
import { onPosix, standIns } from '../standIns.ts';

const DESCENDANTS = fileURLToPath(new URL('../../../src/kernel/node/descendants.ts', import.meta.url));

/** Lets the code believe to run on another system. */
function on(platform: NodeJS.Platform, run: () => void): void {
  const before = Object.getOwnPropertyDescriptor(process, 'platform')!;
  Object.defineProperty(process, 'platform', { ...before, value: platform });
  try {
    run();
  } finally {
    Object.defineProperty(process, 'platform', before);
  }
}

onPosix('the descendants of a kernel', () => {
  const commands = standIns();

  it('are looked for with ps, which is none of them', () => {
    commands.put('ps', 'echo x >> "$0.asked"; echo "  7   1  70"; echo " $$ $PPID $PPID"');
    assert.deepEqual(
      fromPs().map(({ pid, parent, group }) => [pid, parent, group]),
      [[7, 1, 70]],
    );
    on('darwin', () => endDescendants());
    // Once above, and once to see that there is none.
    assert.equal(readFileSync(commands.file('ps.asked'), 'utf8'), 'x\nx\n');
  });

  it('are none where there is no ps', () => {
    process.env['PATH'] = commands.file('nothing');
    assert.deepEqual(fromPs(), []);
  });

  it('end with it on Windows, asked for before it ends', () => {
    commands.put('taskkill', 'echo "$@" > "$0.asked"; kill -0 $2 && echo there >> "$0.asked"');
    const script = `
      Object.defineProperty(process, 'platform', { value: 'win32' });
      console.log(process.pid);
      require(${JSON.stringify(DESCENDANTS)}).endWithDescendants();`;
    const kernel = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], { encoding: 'utf8' });
    assert.equal(
      readFileSync(commands.file('taskkill.asked'), 'utf8'),
      `/pid ${kernel.stdout.trim()} /T /F\nthere\n`,
    );
    assert.equal(kernel.signal, 'SIGKILL');
  });

  it('end without it on Windows, those of now only, and PowerShell is none of them', async () => {
    commands.put(
      'powershell.exe',
      'echo "$@" >> "$0.asked"; while [ ! -e "$0.go" ]; do sleep 0.02; done; echo end >> "$0.asked"',
    );
    const script = `
      Object.defineProperty(process, 'platform', { value: 'win32' });
      const { endDescendants } = require(${JSON.stringify(DESCENDANTS)});
      for (let times = 0; times < 3; times++) endDescendants();
      require('node:fs').writeFileSync(${JSON.stringify(commands.file('powershell.exe.go'))}, '');`;
    const kernel = spawn(process.execPath, ['--import', 'tsx', '-e', script], { stdio: 'inherit' });
    await once(kernel, 'exit');
    const asked = readFileSync(commands.file('powershell.exe.asked'), 'utf8').trim().split('\n');
    assert.equal(asked.length, 4, 'asked twice, for what was asked meanwhile is done once');
    assert.match(asked[0] ?? '', new RegExp(`'ParentProcessId=${kernel.pid ?? 0}'`));
    assert.ok(existsSync(commands.file('powershell.exe.go')));
  });

  it('are told apart by their age and by the number of PowerShell', () => {
    assert.equal(
      endChildrenScript(7, new Date(0), new Set()),
      `Get-CimInstance Win32_Process -Filter 'ParentProcessId=7' | Where-Object { $_.ProcessId -ne $PID -and $_.CreationDate -lt [datetime]'1970-01-01T00:00:00.000Z' } | ForEach-Object { taskkill.exe /pid $_.ProcessId /T /F }`,
    );
  });
});
