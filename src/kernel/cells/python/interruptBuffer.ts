/**
 * The byte that tells Python to stop, as pyodide reads it: it looks at the byte and then sets it to 0, in two steps. An
 * interrupt that came between them was lost. Here the second step changes nothing unless the byte is still what the
 * first has seen.
 */
export class InterruptBuffer {
  private seen = 0;

  /** `shared` is written by another thread. */
  constructor(private readonly shared: Uint8Array) {}

  get 0(): number {
    this.seen = Atomics.load(this.shared, 0);
    return this.seen;
  }

  set 0(value: number) {
    Atomics.compareExchange(this.shared, 0, this.seen, value);
  }
}
