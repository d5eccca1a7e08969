// The reference solution of "What was seen lately".
class Seen {
  readonly #values = new Set<unknown>();

  constructor(private readonly size: number) {}

  see(value: unknown): boolean {
    const wasKept = this.#values.delete(value);
    this.#values.add(value);
    for (const oldest of this.#values) if (this.#values.size > this.size) this.#values.delete(oldest);
    return wasKept;
  }

  all(): unknown[] {
    return [...this.#values];
  }
}
