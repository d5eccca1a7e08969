import { spawn, spawnSync } from 'node:child_process';

/**
 * Ends this process and all it has started. Windows finds them from their parents, as long as those are there: so it
 * is done before this process ends, not after.
 */
export function endTreeOnWindows(): void {
  spawnSync('taskkill', ['/pid', String(process.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
}

let isEnding = false;
let askedAgain: ReadonlySet<number> | undefined;

/**
 * Ends what this process has started, and stays. Only PowerShell tells which processes those are, and takes a second
 * for it: nobody waits. What is asked meanwhile is done after that.
 */
export function endChildrenOnWindows(spared: ReadonlySet<number>): void {
  askedAgain = isEnding ? spared : undefined;
  if (isEnding) return;
  isEnding = true;
  const script = endChildrenScript(process.pid, new Date(), spared);
  const powershell = spawn('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script], {
    stdio: 'ignore',
    windowsHide: true,
  });
  const done = (): void => {
    isEnding = false;
    if (askedAgain) endChildrenOnWindows(askedAgain);
  };
  powershell.once('error', done);
  powershell.once('close', done);
}

/** Spares PowerShell itself, and what has been started since. */
export function endChildrenScript(pid: number, now: Date, spared: ReadonlySet<number>): string {
  const others = ['$PID', ...spared].map((each) => `$_.ProcessId -ne ${each} -and `).join('');
  return [
    `Get-CimInstance Win32_Process -Filter 'ParentProcessId=${pid}'`,
    `Where-Object { ${others}$_.CreationDate -lt [datetime]'${now.toISOString()}' }`,
    'ForEach-Object { taskkill.exe /pid $_.ProcessId /T /F }',
  ].join(' | ');
}
