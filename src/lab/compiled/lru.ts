import type { LoopSettings } from '../loops/loop.ts';
import { keysIn, linkFirst } from './cells.ts';
import { CompiledLoop } from './loop.ts';

/** How long a cell is, in numbers of 32 bits. */
const CELL = 3;

/** LRU by `src/assembly/lru.ts`. */
export class LruLoop extends CompiledLoop<'cellOf' | 'cells'> {
  /** How many cells there are for entries. */
  private length = 0;

  constructor(code: WebAssembly.Module, settings: LoopSettings) {
    super(code, settings, ['cellOf', 'cells']);
  }

  ids(): Iterable<number> {
    return keysIn(this.regions.words('cells'));
  }

  protected lengths(keys: number): Readonly<Record<'cellOf' | 'cells', number>> {
    return { cellOf: 4 * (keys + 1), cells: 4 * CELL * (Math.min(this.limit, keys) + 1) };
  }

  protected override grow(keys: number): void {
    super.grow(keys);
    const cells = this.regions.words('cells');
    for (const length = Math.min(this.limit, keys); this.length < length;)
      linkFirst(cells, CELL * ++this.length);
  }

  protected run(ids: number, outcomes: number, count: number): number {
    const { regions } = this;
    return regions.code.lru(ids, outcomes, count, regions.at('cellOf'), regions.at('cells'));
  }
}
