/** Dice whose throws can be repeated: the generator mulberry32. Its whole state is a number. */
export class Dice {
  private state: number;

  constructor(private readonly seed: number) {
    this.state = seed;
  }

  /** A number from 0 up to, not including, 1. */
  roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** An integer from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.roll() * limit);
  }

  /** Begins again with its seed. */
  restart(): void {
    this.state = this.seed;
  }
}
