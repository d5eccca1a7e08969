/** Fingerprints of keys that have left, oldest first: their ghosts. Nothing of the entries but that they were there. */
export class Ghosts {
  private keys = new Set<number>();
  // One iterator for life: a new one would first have to step over everything that was deleted before.
  private oldest = this.keys.values();

  get size(): number {
    return this.keys.size;
  }

  /** Adds a ghost; beyond `limit`, the oldest is forgotten. */
  push(fingerprint: number, limit: number): void {
    this.keys.add(fingerprint);
    if (this.keys.size > limit) this.shift();
  }

  /** Takes a ghost out. Returns whether it was there. */
  delete(fingerprint: number): boolean {
    return this.keys.delete(fingerprint);
  }

  /** Forgets the oldest ghost, if there is one. */
  shift(): void {
    if (this.keys.size > 0) this.keys.delete(this.oldest.next().value!);
  }

  clear(): void {
    this.keys = new Set();
    this.oldest = this.keys.values();
  }
}
