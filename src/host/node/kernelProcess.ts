import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import type { Uri } from 'vscode';
import { EventEmitter, Uri as UriOf } from 'vscode';
import type { Kernel } from '../platform.ts';
import { scrubEnvironment } from './environment.ts';
import { KernelChannel } from './kernelChannel.ts';
import { killTree } from './kernelTree.ts';

/** The heap a kernel may use before it ends, in MiB. */
const MAX_HEAP_MIB = 512;

/** How much of a kernel's error stream is read, in bytes: whatever it has started can write there without end. */
const MAX_LOG = 1024 * 1024;

/** How long a kernel may take to end itself and all it has started, in ms. */
const GRACE_MS = 3000;

/** For the log: not below a cell, as nobody knows which one it was. */
const STRAY = 'A program has written to the line between the kernel and the editor. That is left out.\n';

/** Starts a kernel in a child process and a process group of its own. */
export function launchKernelProcess(extensionUri: Uri, folder = tmpdir()): Kernel {
  const channel = new KernelChannel(UriOf.joinPath(extensionUri, 'dist', 'kernel.js').fsPath, {
    cwd: folder,
    detached: process.platform !== 'win32',
    env: scrubEnvironment(process.env),
    execArgv: [`--max-old-space-size=${MAX_HEAP_MIB}`],
  });
  const { child } = channel;
  const messages = new EventEmitter<unknown>();
  const exits = new EventEmitter<string>();
  const logs = new EventEmitter<string>();
  channel.on('message', (message) => messages.fire(message));
  channel.once('stray', () => logs.fire(STRAY));
  if (child.stderr) forwardLog(child.stderr, (text) => logs.fire(text));
  channel.once('exit', (reason) => {
    killTree(child);
    exits.fire(reason);
  });
  return {
    onDidReceiveMessage: messages.event,
    onDidExit: exits.event,
    onDidLog: logs.event,
    send: (message) => channel.send(message),
    kill: () => end(channel),
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

/** A kernel without a line ends itself, with what has left its process group, too. */
function end(channel: KernelChannel): void {
  const { child } = channel;
  if (process.platform === 'win32' || !channel.isOpen) {
    killTree(child);
    return;
  }
  wake(child);
  channel.close();
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
