/** What the supervising thread can tell the session's thread while that is busy. */
export class Signals {
  /** Python looks at it: 2 raises KeyboardInterrupt. */
  readonly python: Uint8Array;
  private readonly cutOff: Uint8Array;
  /** How many bytes of events are on their way to the host. */
  readonly underWay: Int32Array;

  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.python = new Uint8Array(memory, 0, 1);
    this.cutOff = new Uint8Array(memory, 1, 1);
    this.underWay = new Int32Array(memory, 4, 1);
  }

  interruptPython(): void {
    Atomics.store(this.python, 0, 2);
  }

  /** To be said before code is cut off. */
  announceCutOff(): void {
    Atomics.store(this.cutOff, 0, 1);
  }

  /** Whether code has been cut off since this was last asked. */
  takeCutOff(): boolean {
    return Atomics.exchange(this.cutOff, 0, 0) === 1;
  }
}
