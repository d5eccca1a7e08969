import type { LoopSettings } from '../loops/loop.ts';
import { CompiledLoop, linkBytes, linked } from './loop.ts';

type Name = 'groupOf' | 'groups' | 'links';

/** LFU by `src/assembly/lfu.ts`. */
export class LfuLoop extends CompiledLoop<Name> {
  constructor(code: WebAssembly.Module, settings: LoopSettings) {
    super(code, settings, ['groupOf', 'groups', 'links']);
  }

  ids(): Iterable<number> {
    return linked(this.regions.words('links'));
  }

  protected lengths(keys: number): Readonly<Record<Name, number>> {
    // No more groups than entries, and group 0.
    return {
      groupOf: linkBytes(keys) / 2,
      groups: 16 * (Math.min(this.limit, keys) + 1),
      links: linkBytes(keys),
    };
  }

  protected run(ids: number, outcomes: number, count: number): number {
    const { regions, limit, size } = this;
    return regions.code.lfu(
      ids,
      outcomes,
      count,
      regions.at('groupOf'),
      regions.at('groups'),
      regions.at('links'),
      limit,
      size,
    );
  }
}
