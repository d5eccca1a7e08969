import { Uri as UriOf, EventEmitter, type Uri } from 'vscode';
import type { LabToHost } from '../../protocol/lab.ts';
import type { LabProcess } from '../platform.ts';
import { scrubEnvironment } from './environment.ts';
import { KernelChannel } from './kernelChannel.ts';
import { killTree } from './kernelTree.ts';

/** The heap of the lab, in MiB: tables and traces lie beside it, in bounds of their own. */
const MAX_HEAP_MIB = 256;

/**
 * The allocator of Linux (glibc) keeps large arrays that were let go of, once it has seen some: a fifth of what the lab
 * takes. With a fixed threshold it gives them back to the system. Others do not know the name.
 */
const GIVE_BACK = { MALLOC_MMAP_THRESHOLD_: '131072' };

/** Starts the process of the lab. It runs our own code alone, so that it can be ended at once, in the middle of anything. */
export function launchLabProcess(extensionUri: Uri): LabProcess {
  const channel = new KernelChannel(UriOf.joinPath(extensionUri, 'dist', 'lab.js').fsPath, {
    detached: process.platform !== 'win32',
    env: { ...scrubEnvironment(process.env), ...GIVE_BACK },
    execArgv: [`--max-old-space-size=${MAX_HEAP_MIB}`],
  });
  const messages = new EventEmitter<LabToHost>();
  const exits = new EventEmitter<string>();
  channel.on('message', (message) => messages.fire(message as LabToHost));
  channel.child.stderr?.resume();
  channel.once('exit', (why) => exits.fire(why));
  return {
    onDidReceiveMessage: messages.event,
    onDidExit: exits.event,
    send: (question) => channel.send(question),
    kill: () => {
      channel.close();
      killTree(channel.child);
    },
  };
}
