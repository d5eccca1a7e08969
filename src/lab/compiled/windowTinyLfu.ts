import { blocks, fold } from '../../engine/frequencySketch.ts';
import type { LoopSettings } from '../loops/loop.ts';
import { QueuesLoop, type QueueRegions } from './queues.ts';

/** How many counters a block of the sketch has. */
const BLOCK = 128;

/** W-TinyLFU by `src/assembly/windowTinyLfu.ts`. */
export class WindowTinyLfuLoop extends QueuesLoop {
  /** The limit as it was said: without one the sketch is the smallest. */
  private readonly maxsize: number;
  /** For how many keys prints are written. */
  private printed = 0;

  /** `prints` are the fingerprints of the keys; without them their numbers stand in. */
  constructor(
    code: WebAssembly.Module,
    settings: LoopSettings,
    private readonly prints?: Float64Array,
  ) {
    super(code, settings, 'windowTinyLfu');
    this.maxsize = settings.limit;
  }

  protected override lengths(keys: number): Readonly<Record<QueueRegions, number>> {
    return { ...super.lengths(keys), prints: 4 * (keys + 1), counters: BLOCK * this.blocks };
  }

  protected override grow(keys: number): void {
    super.grow(keys);
    const { regions, maxsize } = this;
    const words = regions.words('prints');
    for (; this.printed < keys; this.printed++)
      words[this.printed + 1] = fold(this.prints?.[this.printed] ?? this.printed);
    regions.code.sketchAt(regions.at('prints'), regions.at('counters'), BLOCK * this.blocks, 10 * maxsize);
  }

  private get blocks(): number {
    return blocks(this.maxsize);
  }
}
