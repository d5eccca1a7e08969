import { CHUNK } from '../trace.ts';
import { Regions } from './regions.ts';

/** For how many keys there is room at first. */
const FIRST_KEYS = 1024;

/** For how many requests there is room at first: one group of words. */
const FIRST_ROOM = 4096;

/** What a range of 2¹⁸ requests has of groups, in bytes: it is always read as a whole. */
const RANGE_GROUPS = 128;

/** Distances counted by `src/assembly/curve.ts`. */
export class CompiledDistances {
  requests = 0;
  private position = 0;
  private known = 0;
  private keys = 0;
  private room = 0;
  private readonly regions: Regions<'counts' | 'last' | 'who' | 'bits' | 'words' | 'groups' | 'ranges'>;

  constructor(code: WebAssembly.Module) {
    this.regions = new Regions(code, ['counts', 'last', 'who', 'bits', 'words', 'groups', 'ranges']);
    this.fit(FIRST_KEYS, FIRST_ROOM);
  }

  push(ids: Int32Array): void {
    const { regions } = this;
    const { code } = regions;
    for (let at = 0; at < ids.length;) {
      if (this.position === this.room) this.compact();
      const count = Math.min(CHUNK, this.room - this.position, ids.length - at);
      regions.words('ids').set(ids.subarray(at, at + count));
      const most = code.greatest(regions.at('ids'), count);
      if (most >= this.keys) this.fit(Math.max(most + 1, 2 * this.keys), this.room);
      this.known = code.curve(regions.at('ids'), count);
      this.position += count;
      at += count;
    }
    this.requests += ids.length;
  }

  histogram(): Float64Array<ArrayBuffer> {
    const counts = this.regions.doubles('counts');
    let length = this.known + 1;
    while (length > 0 && counts[length - 1] === 0) length--;
    return counts.slice(0, length);
  }

  /** Lets go of all positions that hold no last request. At least half of the room is free then. */
  private compact(): void {
    this.position = this.regions.code.compactCurve();
    if (this.known * 2 > this.room) this.fit(this.keys, this.room * 2);
  }

  /** Makes room. What a loop writes behind the last word, group or range is in it, too. */
  private fit(keys: number, room: number): void {
    const { regions } = this;
    const ranges = Math.ceil(room / 2 ** 18);
    regions.fit({
      counts: 8 * (keys + 1),
      last: 4 * keys,
      who: 4 * room,
      bits: room / 8 + 8,
      words: room / 64,
      groups: RANGE_GROUPS * ranges,
      ranges: 4 * (ranges + 4),
    });
    regions.code.curveAt(
      regions.at('last'),
      regions.at('counts'),
      regions.at('who'),
      regions.at('bits'),
      regions.at('words'),
      regions.at('groups'),
      regions.at('ranges'),
    );
    this.keys = keys;
    this.room = room;
  }
}
