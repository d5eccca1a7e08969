import { longer, type Loop, type LoopSettings } from '../loops/loop.ts';
import { CHUNK } from '../trace.ts';
import { Regions } from './regions.ts';

/** The greatest number that the compiled loops can take for a limit. More keys have no room anyway. */
const MOST = 2 ** 31 - 1;

/** A loop of `src/assembly`. */
export abstract class CompiledLoop<Name extends string> implements Loop {
  size = 0;
  protected readonly limit: number;
  protected readonly regions: Regions<Name>;
  /** For how many keys there is room, and how many there will be. */
  private keys = 0;
  private readonly distinct: number;

  constructor(code: WebAssembly.Module, { limit, distinct = 0 }: LoopSettings, names: readonly Name[]) {
    this.limit = Math.min(limit, MOST);
    this.distinct = distinct;
    this.regions = new Regions(code, names);
  }

  answer(ids: Int32Array, outcomes: Uint8Array): number {
    if (this.limit === 0) {
      outcomes.fill(0, 0, ids.length);
      return 0;
    }
    let hits = 0;
    for (let at = 0; at < ids.length; at += CHUNK)
      hits += this.part(ids.subarray(at, at + CHUNK), outcomes, at);
    return hits;
  }

  abstract ids(): Iterable<number>;

  /** How many bytes each region needs for so many keys. */
  protected abstract lengths(keys: number): Readonly<Record<Name, number>>;

  /** Answers so many requests, for whose keys there is room. Returns how many hits there were. */
  protected abstract run(ids: number, outcomes: number, count: number): number;

  /** Makes room for so many keys, which are more than before. */
  protected grow(keys: number): void {
    this.regions.fit(this.lengths(keys));
    this.keys = keys;
  }

  private part(ids: Int32Array, outcomes: Uint8Array, from: number): number {
    const { regions } = this;
    regions.words('ids').set(ids);
    const most = regions.code.greatest(regions.at('ids'), ids.length);
    if (most >= this.keys) this.grow(Math.max(this.distinct, longer(this.keys, most)));
    const hits = this.run(regions.at('ids'), regions.at('outcomes'), ids.length);
    outcomes.set(regions.bytes('outcomes').subarray(0, ids.length), from);
    // Only a new key takes room, and only its room is given to another one.
    this.size = Math.min(this.limit, this.size + ids.length - hits);
    return hits;
  }
}
