import type { LoopSettings } from '../loops/loop.ts';
import { CompiledLoop } from './loop.ts';

/** Of a cell, counted in numbers of 32 bits: how long it is, and where in it are its older neighbour and its key. */
const CELL = 3;
const OLDER = 1;
const KEY = 2;

/** LRU by `src/assembly/lru.ts`. */
export class LruLoop extends CompiledLoop<'cellOf' | 'cells'> {
  /** How many cells there are for entries. */
  private length = 0;

  constructor(code: WebAssembly.Module, settings: LoopSettings) {
    super(code, settings, ['cellOf', 'cells']);
  }

  *ids(): Generator<number> {
    const cells = this.regions.words('cells');
    for (let at = cells[0]! >> 2; at > 0; at = cells[at]! >> 2)
      if (cells[at + KEY] !== 0) yield cells[at + KEY]! - 1;
  }

  protected lengths(keys: number): Readonly<Record<'cellOf' | 'cells', number>> {
    return { cellOf: 4 * (keys + 1), cells: 4 * CELL * (Math.min(this.limit, keys) + 1) };
  }

  protected override grow(keys: number): void {
    super.grow(keys);
    const cells = this.regions.words('cells');
    // New cells go before the oldest entry.
    for (const length = Math.min(this.limit, keys); this.length < length;) {
      const at = CELL * ++this.length;
      const oldest = cells[0]!;
      cells[at] = oldest;
      cells[(oldest >> 2) + OLDER] = cells[0] = 4 * at;
    }
  }

  protected run(ids: number, outcomes: number, count: number): number {
    const { regions } = this;
    return regions.code.lru(ids, outcomes, count, regions.at('cellOf'), regions.at('cells'));
  }
}
