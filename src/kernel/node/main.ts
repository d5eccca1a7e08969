/** The kernel's entry in a Node child process: its channel to the host is the process's own. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostToKernel } from '../../protocol/kernel.ts';
import { serveSession } from '../session.ts';
import { watchParent } from './watchdog.ts';
import { openWeb } from './web.ts';

// Certificates are always checked, whatever the environment says.
delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];

process.on('disconnect', () => process.exit());
watchParent();

serveSession(
  {
    send: (message) => process.send?.(message),
    // The host is the same program; only what a kernel or a webview sends needs validation.
    onMessage: (listener) => process.on('message', (message) => listener(message as HostToKernel)),
  },
  {
    clock: { now: () => performance.now() },
    sleep: (ms) => sleep(ms),
    every(ms, tick) {
      const timer = setInterval(tick, ms);
      return () => clearInterval(timer);
    },
    openWeb,
  },
);
