/**
 * The byte that tells Python to stop, as pyodide reads it: it looks at the byte and then sets it to 0, in two steps. An
 * interrupt that came between them was lost. Here the second step changes nothing unless the byte is still what the
 * first has seen.
 */
// Taken before cells can replace it.
const now = performance.now.bind(performance);

/** Raises KeyboardInterrupt. */
const INTERRUPT = 2;

export class InterruptBuffer {
  private seen = 0;
  /** From then on Python is told to stop, by the clock that is in use. */
  private deadline = Infinity;

  /** `shared` is written by another thread. */
  constructor(private readonly shared: Uint8Array) {}

  /** Python may work for so long from now on, in ms. */
  limit(ms: number): void {
    this.deadline = now() + ms;
  }

  lift(): void {
    this.deadline = Infinity;
  }

  get 0(): number {
    this.seen = Atomics.load(this.shared, 0);
    if (this.seen === 0 && this.deadline < Infinity && now() >= this.deadline) return INTERRUPT;
    return this.seen;
  }

  set 0(value: number) {
    Atomics.compareExchange(this.shared, 0, this.seen, value);
  }
}
