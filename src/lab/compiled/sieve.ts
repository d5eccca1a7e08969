import type { LoopSettings } from '../loops/loop.ts';
import { CompiledLoop, linkBytes, linked } from './loop.ts';

/** SIEVE by `src/assembly/sieve.ts`. */
export class SieveLoop extends CompiledLoop<'states' | 'links'> {
  constructor(code: WebAssembly.Module, settings: LoopSettings) {
    super(code, settings, ['states', 'links']);
  }

  ids(): Iterable<number> {
    return linked(this.regions.words('links'));
  }

  protected lengths(keys: number): Readonly<Record<'states' | 'links', number>> {
    return { states: keys, links: linkBytes(keys) };
  }

  protected run(ids: number, outcomes: number, count: number): number {
    const { regions, limit, size } = this;
    return regions.code.sieve(ids, outcomes, count, regions.at('states'), regions.at('links'), limit, size);
  }
}
