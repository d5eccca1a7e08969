/** The kernel's entry in a Node child process: one thread supervises, the other one runs the session. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { CellsToHost, HostToCells } from '../../protocol/cells.ts';
import type { HostToKernel, KernelToHost } from '../../protocol/kernel.ts';
import { serveNotebook } from '../notebook/session.ts';
import type { Port } from '../port.ts';
import { serveSession } from '../session.ts';
import { createNotebookServices } from './notebookServices.ts';
import { superviseNotebook } from './notebookSupervisor.ts';
import { nodeServices } from './services.ts';
import { relay, superviseSession } from './supervisor.ts';

/** The line to the supervising thread. The host is the same program; only what a kernel sends needs validation. */
function createPort<Receives, Sends>(): Port<Receives, Sends> {
  return {
    send: (message) => parentPort?.postMessage(message),
    onMessage: (listener) => parentPort?.on('message', (message) => listener(message as Receives)),
  };
}

if (isMainThread) {
  // Certificates are always checked, whatever the environment says.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  if (process.argv[2] === 'notebook') superviseNotebook(__filename);
  else relay(superviseSession(__filename));
} else if (workerData instanceof SharedArrayBuffer) {
  serveNotebook(createPort<HostToCells, CellsToHost>(), createNotebookServices(workerData));
} else {
  serveSession(createPort<HostToKernel, KernelToHost>(), nodeServices);
}
