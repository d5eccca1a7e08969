import { Recorder } from '../../../src/recording/index.ts';
import type { CacheWriter, Origin, Tick } from '../../../src/recording/index.ts';

/** A recorder that knows its lines, and what it has told. */
export class Writing {
  origin: Origin | undefined;
  /** How often the line was asked for. */
  asked = 0;
  readonly ticks: Tick[] = [];
  readonly recorder = new Recorder({
    now: () => 0,
    afterThisTurn: () => undefined,
    later: () => undefined,
    describe: String,
    send: (tick) => this.ticks.push(structuredClone(tick)),
    origin: () => {
      this.asked++;
      return this.origin;
    },
  });

  open(): CacheWriter {
    return this.recorder.open({ name: 'c', kind: 'test', policy: 'lru', maxsize: null });
  }
}
