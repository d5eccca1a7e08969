import type { LoopSettings } from '../loops/loop.ts';
import { keysIn } from './cells.ts';
import { CompiledLoop } from './loop.ts';

type Name = 'cellOf' | 'cells' | 'groups';

/** LFU by `src/assembly/lfu.ts`. */
export class LfuLoop extends CompiledLoop<Name> {
  constructor(code: WebAssembly.Module, settings: LoopSettings) {
    super(code, settings, ['cellOf', 'cells', 'groups']);
  }

  ids(): Iterable<number> {
    return keysIn(this.regions.words('cells'));
  }

  protected lengths(keys: number): Readonly<Record<Name, number>> {
    // There are no more groups than entries, and as there is a cell that is no entry, there is a group 0.
    const bytes = 16 * (Math.min(this.limit, keys) + 1);
    return { cellOf: 4 * (keys + 1), cells: bytes, groups: bytes };
  }

  protected run(ids: number, outcomes: number, count: number): number {
    const { regions, limit, size } = this;
    return regions.code.lfu(
      ids,
      outcomes,
      count,
      regions.at('cellOf'),
      regions.at('cells'),
      regions.at('groups'),
      limit,
      size,
    );
  }
}
