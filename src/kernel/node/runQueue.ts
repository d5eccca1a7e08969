import type { HostToKernel } from '../../protocol/kernel.ts';

type RunMessage = Extract<HostToKernel, { type: 'run' }>;

/**
 * Hands programs to the session's thread, one at a time. Code that is cut off is whatever the thread does at that moment:
 * a program that it had already could be the one, in its very beginning, and its end would never be told.
 */
export class RunQueue {
  private readonly waiting: RunMessage[] = [];
  private isBusy = false;

  constructor(private readonly post: (message: RunMessage) => void) {}

  add(message: RunMessage): void {
    this.waiting.push(message);
    if (!this.isBusy) this.next();
  }

  /** The thread has nothing to do. */
  next(): void {
    const message = this.waiting.shift();
    this.isBusy = message !== undefined;
    if (message) this.post(message);
  }

  /** Takes out what waits; the thread is not to be given another before `next` says so. */
  hold(): readonly RunMessage[] {
    this.isBusy = true;
    return this.waiting.splice(0);
  }
}
