import type { ChildProcess } from 'node:child_process';
import { fork, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Uri } from 'vscode';
import { EventEmitter, Uri as UriOf } from 'vscode';
import type { HostToKernel } from '../../protocol/kernel.ts';
import type { Kernel } from '../platform.ts';
import { scrubEnvironment } from './environment.ts';

/** The heap a kernel may use before it ends, in MiB. */
const MAX_HEAP_MIB = 512;

/** Starts a kernel in a child process, in a process group of its own. */
export function launchKernelProcess(extensionUri: Uri): Kernel {
  const child = fork(UriOf.joinPath(extensionUri, 'dist', 'kernel.js').fsPath, [], {
    cwd: tmpdir(),
    detached: process.platform !== 'win32',
    env: scrubEnvironment(process.env),
    execArgv: [`--max-old-space-size=${MAX_HEAP_MIB}`],
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const messages = new EventEmitter<unknown>();
  const exits = new EventEmitter<string>();
  const logs = new EventEmitter<string>();
  child.on('message', (message) => messages.fire(message));
  child.stderr?.on('data', (chunk: Buffer) => logs.fire(chunk.toString()));
  onceEnded(child, (reason) => exits.fire(reason));
  return {
    onDidReceiveMessage: messages.event,
    onDidExit: exits.event,
    onDidLog: logs.event,
    send: (message: HostToKernel) => {
      if (child.connected) child.send(message, ignoreClosedChannel);
    },
    kill: () => killTree(child),
  };
}

/** A kernel that could not be started fires `error` and may or may not fire `exit`; either way it ends once. */
function onceEnded(child: ChildProcess, end: (reason: string) => void): void {
  let ended = false;
  const endOnce = (reason: string): void => {
    if (!ended) end(reason);
    ended = true;
  };
  child.once('error', (error) => endOnce(error.message));
  child.once('exit', (code, signal) => endOnce(signal ?? `exit code ${code ?? 'unknown'}`));
}

/** A channel that closes while a message is on its way is reported by `exit`, not here. */
function ignoreClosedChannel(): void {
  return;
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
