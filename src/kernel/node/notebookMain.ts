/** The entry of a notebook's kernel in a Node child process: one thread supervises, the other one runs the cells. */
import { setFlagsFromString } from 'node:v8';
import { isMainThread, workerData } from 'node:worker_threads';
import type { CellsToHost, HostToCells } from '../../protocol/cells.ts';
import { serveNotebook } from '../notebook/session.ts';
import { createNotebookServices } from './notebookServices.ts';
import { superviseNotebook } from './notebookSupervisor.ts';
import { createWorkerPort } from './workerPort.ts';

if (isMainThread) {
  // Certificates are always checked, whatever the environment says.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  // Where an error passes from WebAssembly through optimized code, some versions of V8 end the process otherwise.
  setFlagsFromString('--no-turbo-inline-js-wasm-calls');
  superviseNotebook(__filename);
} else {
  const services = createNotebookServices(workerData as SharedArrayBuffer);
  serveNotebook(createWorkerPort<HostToCells, CellsToHost>(), services);
}
