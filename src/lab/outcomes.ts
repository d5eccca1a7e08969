/** Why requests missed: asked for the first time; or not, and neither OPT of this size has it; or OPT would have had it. */
export interface MissCauses {
  readonly first: number;
  readonly capacity: number;
  readonly policy: number;
}

/**
 * Sorts misses by what would have avoided them. `best` are the outcomes of OPT of the same size: what it answers is the
 * policy's doing, the rest is too little room. Takes outcomes in as they come.
 */
export class CauseCounter {
  private first = 0;
  private capacity = 0;
  private policy = 0;
  private known = 0;

  /** `outcomes` of some requests, and those of OPT for the same ones. */
  push(ids: Int32Array, outcomes: Uint8Array, best: Uint8Array): void {
    for (let at = 0; at < ids.length; at++) {
      if (ids[at] === this.known) {
        this.known++;
        this.first++;
      } else if (outcomes[at] === 0) {
        if (best[at] === 1) this.policy++;
        else this.capacity++;
      }
    }
  }

  counts(): MissCauses {
    const { first, capacity, policy } = this;
    return { first, capacity, policy };
  }
}

/** Bytes that were asked for, and those that came from the cache. */
export class ByteCounter {
  bytes = 0;
  hitBytes = 0;

  push(sizes: Uint32Array, outcomes: Uint8Array): void {
    for (let at = 0; at < sizes.length; at++) {
      this.bytes += sizes[at]!;
      if (outcomes[at] === 1) this.hitBytes += sizes[at]!;
    }
  }
}
