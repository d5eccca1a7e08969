import type { HostToKernel, KernelToHost } from '../protocol/kernel.ts';

/** A kernel's end of the line to its host: a child process's channel, or a worker's. */
export interface Port {
  send(message: KernelToHost): void;
  onMessage(listener: (message: HostToKernel) => void): void;
}
