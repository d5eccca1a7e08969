import { parentPort } from 'node:worker_threads';
import type { HostToKernel, KernelToHost } from '../../protocol/kernel.ts';
import type { Port } from '../port.ts';

/** The line to the supervising thread. The host is the same program; only what a kernel sends needs validation. */
export function createWorkerPort(): Port {
  return {
    send: (message) => parentPort?.postMessage(message, handedOver(message)),
    onMessage: (listener) => parentPort?.on('message', (message) => listener(message as HostToKernel)),
  };
}

/** Columns are handed over, not copied: whoever sends them has done with them. */
function handedOver(message: KernelToHost): ArrayBuffer[] {
  if (message.type !== 'tick' || message.tick.events.length === 0) return [];
  return [message.tick.events.buffer as ArrayBuffer];
}
