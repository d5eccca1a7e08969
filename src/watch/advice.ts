import { Numbering } from '../engine/numbering.ts';
import { StackDistances } from '../engine/stackDistances.ts';
import { adviseOnLimit, curveOf, type LimitAdvice } from '../lab/index.ts';
import type { ProbeKey } from './messages.ts';

/** How many different keys of a cache are told apart; of one with more nothing is said. */
const MOST_KEYS = 131_072;

/**
 * What the requests of a cache say of its size. A request counts when it is answered: that of a recursive function
 * stores its result when it returns, after those of the calls inside it, and a smaller cache finds them in that order.
 */
export class Usage {
  /** Whether a call was made inside another of the same cache. */
  isNested = false;
  private keys = new Numbering();
  private distances = new StackDistances();
  private isWhole = true;

  /** How many different keys were asked for; undefined where they are too many, or not all were heard. */
  get distinct(): number | undefined {
    return this.isWhole ? this.keys.size : undefined;
  }

  request(key: ProbeKey): void {
    if (!this.isWhole) return;
    const number = this.keys.numberOf(key);
    if (number < MOST_KEYS) this.distances.request(number);
    else this.lose();
  }

  /** An entry has left for another reason than room: the next request for its key misses at any size. */
  forget(key: ProbeKey): void {
    if (this.keys.has(key)) this.distances.forget(this.keys.numberOf(key));
  }

  /** All of them have. */
  clear(): void {
    this.distances.clear();
  }

  /** Some requests were not heard: nothing can be said any more. */
  lose(): void {
    this.isWhole = false;
    this.keys = new Numbering();
    this.distances = new StackDistances();
  }

  /** Undefined where nothing can be said, or where the size is right. */
  advice(policy: string, maxsize: number | null): LimitAdvice | undefined {
    if (!this.isWhole || (policy !== 'lru' && maxsize !== null)) return undefined;
    return adviseOnLimit(curveOf(this.distances), maxsize ?? Infinity, this.isNested);
  }
}
