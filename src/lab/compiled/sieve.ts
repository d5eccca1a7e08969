import type { LoopSettings } from '../loops/loop.ts';
import { keysIn } from './cells.ts';
import { CompiledLoop } from './loop.ts';

/** SIEVE by `src/assembly/sieve.ts`. */
export class SieveLoop extends CompiledLoop<'states' | 'cells'> {
  constructor(code: WebAssembly.Module, settings: LoopSettings) {
    super(code, settings, ['states', 'cells']);
  }

  ids(): Iterable<number> {
    return keysIn(this.regions.words('cells'));
  }

  protected lengths(keys: number): Readonly<Record<'states' | 'cells', number>> {
    return { states: keys + 1, cells: 12 * (Math.min(this.limit, keys) + 1) };
  }

  protected run(ids: number, outcomes: number, count: number): number {
    const { regions, limit, size } = this;
    return regions.code.sieve(ids, outcomes, count, regions.at('states'), regions.at('cells'), limit, size);
  }
}
