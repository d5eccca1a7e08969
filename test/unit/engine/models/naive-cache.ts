import { models } from './index.ts';

/** What both the engine's keyed cache and the naive one are asked, one character each: `g3` gets key 3, `c` clears. */
export type Operation = `${'g' | 's' | 'd' | 'h' | 'p' | 'r'}${number}` | 'c';

/** A cache that does everything the contract says the slow way. */
export class NaiveCache {
  readonly values = new Map<number, number>();
  readonly evicted: number[] = [];
  hits = 0;
  misses = 0;
  private model;

  constructor(
    private readonly policy: string,
    private readonly maxsize: number | null,
  ) {
    this.model = models[policy]!(maxsize ?? Infinity);
  }

  get(key: number): number | undefined {
    if (!this.values.has(key)) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    this.model.hit(key);
    return this.values.get(key);
  }

  set(key: number, value: number): void {
    if (this.maxsize === 0) return;
    if (this.values.has(key)) this.model.hit(key);
    else {
      if (this.values.size === this.maxsize) {
        const victim = this.model.evict(key);
        if (!this.values.delete(victim))
          throw new Error(`The model of ${this.policy} evicts the absent key ${victim}.`);
        this.evicted.push(victim);
      }
      this.model.insert(key);
    }
    this.values.set(key, value);
  }

  has(key: number): boolean {
    return this.values.has(key);
  }

  peek(key: number): number | undefined {
    return this.values.get(key);
  }

  delete(key: number): boolean {
    if (!this.values.delete(key)) return false;
    this.model.remove(key);
    return true;
  }

  clear(): void {
    this.values.clear();
    this.hits = this.misses = 0;
    this.model = models[this.policy]!(this.maxsize ?? Infinity);
  }

  keys(): number[] {
    return this.model.keys();
  }
}
