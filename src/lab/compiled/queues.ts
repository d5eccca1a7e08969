import type { LoopSettings } from '../loops/loop.ts';
import { keysIn, linkFirst, tie } from './cells.ts';
import { CompiledLoop } from './loop.ts';

/** How long a cell is, in numbers of 32 bits. */
const CELL = 4;

/** How many cells are the ends of queues; of these three have entries. */
const QUEUES = 6;
const ENTRIES = [1, 2, 3];

/** What a loop with queues needs; only W-TinyLFU has a sketch. */
export type QueueRegions = 'cellOf' | 'cells' | 'prints' | 'counters';

/** The exports of `src/assembly` that divide what they hold into queues. */
export type QueuesPolicy =
  | 'arc'
  | 'clock'
  | 'lifo'
  | 'mru'
  | 's3Fifo'
  | 'slru'
  | 'twoQueues'
  | 'windowTinyLfu';

/** A policy that divides what it holds into queues, by `src/assembly/queues.ts`. */
export class QueuesLoop extends CompiledLoop<QueueRegions> {
  /** How many cells there are. */
  private count = 0;

  constructor(
    code: WebAssembly.Module,
    settings: LoopSettings,
    private readonly name: QueuesPolicy,
  ) {
    super(code, settings, ['cellOf', 'cells', 'prints', 'counters']);
  }

  *ids(): Generator<number> {
    const cells = this.regions.words('cells');
    for (const queue of ENTRIES) yield* keysIn(cells, CELL * queue);
  }

  protected lengths(keys: number): Readonly<Record<QueueRegions, number>> {
    return {
      cellOf: 4 * (keys + 1),
      cells: 4 * CELL * this.cellsFor(keys),
      prints: 0,
      counters: 0,
    };
  }

  protected override grow(keys: number): void {
    super.grow(keys);
    const cells = this.regions.words('cells');
    for (; this.count < QUEUES; this.count++) tie(cells, CELL * this.count);
    for (const count = this.cellsFor(keys); this.count < count; this.count++)
      linkFirst(cells, CELL * this.count);
  }

  protected run(ids: number, outcomes: number, count: number): number {
    const { regions, limit, size } = this;
    const { code } = regions;
    return code[this.name](ids, outcomes, count, regions.at('cellOf'), regions.at('cells'), limit, size);
  }

  /** No policy remembers more keys than it may hold. */
  private cellsFor(keys: number): number {
    return QUEUES + Math.min(2 * this.limit, keys);
  }
}
