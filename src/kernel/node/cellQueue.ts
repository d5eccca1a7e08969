import type { HostToCells } from '../../protocol/cells.ts';

type Execute = Extract<HostToCells, { type: 'execute' }>;

/**
 * Hands cells to the session's thread, one at a time. Code that is cut off is whatever the thread does at that moment:
 * a cell that it had already could be the one, in its very beginning, and its end would never be told.
 */
export class CellQueue {
  private readonly waiting: Execute[] = [];
  private isBusy = false;

  constructor(private readonly post: (cell: Execute) => void) {}

  add(cell: Execute): void {
    this.waiting.push(cell);
    if (!this.isBusy) this.next();
  }

  /** The thread has nothing to do. */
  next(): void {
    const cell = this.waiting.shift();
    this.isBusy = cell !== undefined;
    if (cell) this.post(cell);
  }

  /** Takes out the cells that wait; the thread is not to be given another before `next` says so. */
  hold(): readonly Execute[] {
    this.isBusy = true;
    return this.waiting.splice(0);
  }
}
