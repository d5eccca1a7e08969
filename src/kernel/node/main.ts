/** The entry of a kernel in a Node child process: one thread supervises, the other one runs the programs. */
import { setFlagsFromString } from 'node:v8';
import { isMainThread, workerData } from 'node:worker_threads';
import { serveKernel } from '../serve.ts';
import type { SessionData } from './services.ts';
import { createServices } from './services.ts';
import { supervise } from './supervisor.ts';
import { createWorkerPort } from './workerPort.ts';

if (isMainThread) {
  // Certificates are always checked, whatever the environment says.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  // Where an error passes from WebAssembly through optimized code, some versions of V8 end the process otherwise.
  setFlagsFromString('--no-turbo-inline-js-wasm-calls');
  supervise(__filename);
} else {
  const services = createServices(workerData as SessionData);
  serveKernel(createWorkerPort(), services);
}
