import type { HostToKernel, KernelToHost } from '../protocol/kernel.ts';

/** A kernel's end of the line to its host. */
export interface Port {
  send(message: KernelToHost): void;
  onMessage(listener: (message: HostToKernel) => void): void;
}
