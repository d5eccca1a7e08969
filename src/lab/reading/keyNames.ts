/**
 * What keys are called, as bytes, by the order in which they came; of the first keys only, as far as there is room.
 * Later ones are known by their numbers alone.
 */
export class KeyNames {
  private bytes = new Uint8Array(4096);
  /** Where each begins, and the end of the last. */
  private ends = new Uint32Array(1024);
  /** How many keys have come; a later one has the next number. */
  known = 0;
  private count = 0;
  private isFull = false;
  private readonly decoder = new TextDecoder();

  /** `most`: the bytes that may be used. */
  constructor(private readonly most: number) {}

  /** The name of the next key. */
  add(bytes: Uint8Array, from: number, to: number): void {
    this.known++;
    const start = this.ends[this.count]!;
    const end = start + to - from;
    this.isFull ||= end + 4 * this.count > this.most;
    if (this.isFull) return;
    if (end > this.bytes.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.bytes.length));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    if (this.count + 1 === this.ends.length) {
      const larger = new Uint32Array(2 * this.ends.length);
      larger.set(this.ends);
      this.ends = larger;
    }
    // Most names are short: to copy them so is faster than to make a view of them first.
    for (let at = 0; at < to - from; at++) this.bytes[start + at] = bytes[from + at]!;
    this.ends[++this.count] = end;
  }

  /** Keys get other numbers; -1 of those that are forgotten. They rise. */
  narrow(numbers: Int32Array): void {
    const { bytes, ends, count } = this;
    this.count = 0;
    for (let key = 0; key < count; key++) {
      if (numbers[key]! < 0) continue;
      const start = this.ends[this.count]!;
      bytes.copyWithin(start, ends[key]!, ends[key + 1]);
      ends[++this.count] = start + ends[key + 1]! - ends[key]!;
    }
    this.known = numbers.reduce((left, number) => left + Number(number >= 0), 0);
    // A name that would come now may have others before it that were not kept.
    this.isFull ||= this.count < this.known;
  }

  /** Undefined where it was not kept. */
  of(key: number): string | undefined {
    if (key >= this.count) return undefined;
    return this.decoder.decode(this.bytes.subarray(this.ends[key], this.ends[key + 1]));
  }
}
