import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import type { Uri } from 'vscode';
import { EventEmitter, Uri as UriOf } from 'vscode';
import type { Kernel } from '../platform.ts';
import { scrubEnvironment } from './environment.ts';
import { killTree } from './kernelTree.ts';

/** The heap a kernel may use before it ends, in MiB. */
const MAX_HEAP_MIB = 512;

/** How much of a kernel's error stream is read, in bytes: whatever it has started can write there without end. */
const MAX_LOG = 1024 * 1024;

/** How long a kernel may take to end itself and all it has started, in ms. */
const GRACE_MS = 300;

/** Starts a kernel in a child process and a process group of its own. */
export function launchKernelProcess(extensionUri: Uri, folder = tmpdir()): Kernel {
  const child = fork(UriOf.joinPath(extensionUri, 'dist', 'kernel.js').fsPath, [], {
    cwd: folder,
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
  if (child.stderr) forwardLog(child.stderr, (text) => logs.fire(text));
  onceEnded(child, (reason) => {
    killTree(child);
    exits.fire(reason);
  });
  return {
    onDidReceiveMessage: messages.event,
    onDidExit: exits.event,
    onDidLog: logs.event,
    send: (message) => {
      if (child.connected) child.send(message, ignoreClosedChannel);
    },
    kill: () => end(child),
  };
}

function forwardLog(stream: Readable, fire: (text: string) => void): void {
  let room = MAX_LOG;
  stream.on('data', (chunk: Buffer) => {
    room -= chunk.length;
    if (room > 0) fire(chunk.toString());
    else stream.destroy();
  });
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

/** A kernel without a channel ends itself, with what has left its process group, too. */
function end(child: ChildProcess): void {
  if (process.platform === 'win32' || !child.connected) {
    killTree(child);
    return;
  }
  wake(child);
  child.disconnect();
  const impatience = setTimeout(() => killTree(child), GRACE_MS);
  child.once('exit', () => clearTimeout(impatience));
}

/** Code can stop the kernel that runs it as a terminal does; then it would notice nothing. */
function wake(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGCONT');
  } catch {
    return; // It has ended.
  }
}
