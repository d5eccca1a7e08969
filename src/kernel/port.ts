import type { HostToKernel, KernelToHost } from '../protocol/kernel.ts';

/** A kernel's end of the line to its host: a child process's channel, or a worker's. */
export interface Port<Receives = HostToKernel, Sends = KernelToHost> {
  send(message: Sends): void;
  onMessage(listener: (message: Receives) => void): void;
}
