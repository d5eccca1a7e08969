import type { Disposable } from '../lifecycle.ts';

/** How often it is looked whether anything was heard, in ms. A probe says something every 250 ms. */
const LOOK_MS = 250;

/** Of a program that is silent for so many looks in turn, over a second, it is said that it is busy. */
const MOST_SILENT = 5;

/**
 * Whether a program lets its probe look: a long call into C that holds Python's lock lets nobody, nor does a loop of Node
 * that never comes back to its timers, or a breakpoint. Looks are counted rather than time: while the machine sleeps, or
 * the host has no time itself, nobody listens, and nothing can be said of the program.
 */
export class Pulse implements Disposable {
  private silent = 0;
  private readonly timer = setInterval(() => this.look(), LOOK_MS);

  constructor(private readonly tell: (isBusy: boolean) => void) {}

  get isBusy(): boolean {
    return this.silent >= MOST_SILENT;
  }

  /** Something was heard. */
  beat(): void {
    const { isBusy } = this;
    this.silent = 0;
    if (isBusy) this.tell(false);
  }

  /** Nothing will be heard any more. */
  dispose(): void {
    clearInterval(this.timer);
    this.beat();
  }

  private look(): void {
    this.silent++;
    if (this.silent === MOST_SILENT) this.tell(true);
  }
}
