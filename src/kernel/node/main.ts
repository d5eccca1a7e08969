/** The entry of a scenario's kernel in a Node child process: one thread supervises, the other one runs the session. */
import { isMainThread } from 'node:worker_threads';
import type { HostToKernel, KernelToHost } from '../../protocol/kernel.ts';
import { serveSession } from '../session.ts';
import { nodeServices } from './services.ts';
import { superviseScenario } from './supervisor.ts';
import { createWorkerPort } from './workerPort.ts';

if (isMainThread) {
  // Certificates are always checked, whatever the environment says.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  superviseScenario(__filename);
} else {
  serveSession(createWorkerPort<HostToKernel, KernelToHost>(), nodeServices);
}
