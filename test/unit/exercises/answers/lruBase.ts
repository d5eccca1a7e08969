/** A right one, for the wrong ones to spoil. */
export class Base {
  protected readonly entries = new Map<number, number>();
  constructor(protected readonly capacity: number) {}
  get(key: number): number {
    const value = this.entries.get(key);
    if (value === undefined) return -1;
    this.use(key, value);
    return value;
  }
  put(key: number, value: number): void {
    if (!this.entries.has(key) && this.entries.size >= this.capacity) this.evict();
    this.use(key, value);
  }
  protected use(key: number, value: number): void {
    this.entries.delete(key);
    this.entries.set(key, value);
  }
  protected evict(): void {
    this.entries.delete(this.entries.keys().next().value!);
  }
}
