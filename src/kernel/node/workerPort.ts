import { parentPort } from 'node:worker_threads';
import type { Port } from '../port.ts';

/** The line to the supervising thread. The host is the same program; only what a kernel sends needs validation. */
export function createWorkerPort<Receives, Sends>(): Port<Receives, Sends> {
  return {
    send: (message) => parentPort?.postMessage(message),
    onMessage: (listener) => parentPort?.on('message', (message) => listener(message as Receives)),
  };
}
