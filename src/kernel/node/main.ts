/** The kernel's entry in a Node child process: one thread supervises, the other one runs the session. */
import { isMainThread, parentPort } from 'node:worker_threads';
import type { HostToKernel } from '../../protocol/kernel.ts';
import { serveSession } from '../session.ts';
import { nodeServices } from './services.ts';
import { superviseSession } from './supervisor.ts';

if (isMainThread) {
  // Certificates are always checked, whatever the environment says.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  superviseSession(__filename);
} else {
  serveSession(
    {
      send: (message) => parentPort?.postMessage(message),
      // The host is the same program; only what a kernel or a webview sends needs validation.
      onMessage: (listener) => parentPort?.on('message', (message) => listener(message as HostToKernel)),
    },
    nodeServices,
  );
}
