import type { LoopSettings } from '../loops/loop.ts';
import { CompiledLoop, linkBytes, linked } from './loop.ts';

/** LRU by `src/assembly/lru.ts`. */
export class LruLoop extends CompiledLoop<'links'> {
  constructor(code: WebAssembly.Module, settings: LoopSettings) {
    super(code, settings, ['links']);
  }

  ids(): Iterable<number> {
    return linked(this.regions.words('links'));
  }

  protected lengths(keys: number): Readonly<Record<'links', number>> {
    return { links: linkBytes(keys) };
  }

  protected run(ids: number, outcomes: number, count: number): number {
    const { regions, limit, size } = this;
    return regions.code.lru(ids, outcomes, count, regions.at('links'), limit, size);
  }
}
