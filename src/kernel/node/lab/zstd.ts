import { ZSTDDecoder } from 'zstddec/stream';
import { Problem } from './problem.ts';

/** What the WebAssembly of zstddec exports; addresses and sizes are numbers of 32 bits. */
interface Zstd {
  readonly memory: WebAssembly.Memory;
  malloc(size: number): number;
  free(at: number): void;
  ZSTD_createDCtx(): number;
  ZSTD_freeDCtx(context: number): number;
  ZSTD_DStreamOutSize(): number;
  ZSTD_decompressStream(context: number, output: number, input: number): number;
}

/** Codes of errors are returned as sizes that wrap around: -1 to -119. This one: more memory than 128 MiB is needed. */
const LEAST_CODE = -119;
const WINDOW_TOO_LARGE = 16;

/** How much is put in at once, in bytes. */
const INPUT = 1 << 16;

/**
 * Unpacks zstd. zstddec brings the decoder, whose own loop does not look at what it returns and so never ends where a
 * file is damaged; so its loop is not used.
 */
export class ZstdUnpacker {
  private readonly context: number;
  private readonly input: number;
  private readonly output: number;
  /** Two structures of C: address, size and position, first of the input and then of the output. */
  private readonly places: number;
  private readonly room: number;
  private last = 0;

  private constructor(private readonly zstd: Zstd) {
    this.context = zstd.ZSTD_createDCtx();
    this.room = zstd.ZSTD_DStreamOutSize();
    this.input = zstd.malloc(INPUT);
    this.output = zstd.malloc(this.room);
    this.places = zstd.malloc(24);
  }

  static async create(): Promise<ZstdUnpacker> {
    return new ZstdUnpacker(await load());
  }

  /** Unpacks the next piece. What is given out is good until more is asked for. */
  *push(piece: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < piece.length; at += INPUT) yield* this.part(piece.subarray(at, at + INPUT));
  }

  /** There is no more. */
  end(): void {
    if (this.last !== 0) throw new Problem('truncated');
  }

  dispose(): void {
    const { zstd } = this;
    for (const at of [this.input, this.output, this.places]) zstd.free(at);
    zstd.ZSTD_freeDCtx(this.context);
  }

  private *part(piece: Uint8Array): Generator<Uint8Array> {
    const { zstd, context, input, output, places, room } = this;
    new Uint8Array(zstd.memory.buffer).set(piece, input);
    let read = 0;
    let isFull = false;
    // Output may be left in the decoder when all input is read.
    while (read < piece.length || (isFull && this.last !== 0)) {
      new Int32Array(zstd.memory.buffer, places, 6).set([input, piece.length, read, output, room, 0]);
      this.last = zstd.ZSTD_decompressStream(context, places + 12, places);
      if (this.last < 0 && this.last >= LEAST_CODE)
        throw new Problem(-this.last === WINDOW_TOO_LARGE ? 'tooMuchMemory' : 'damaged');
      // The memory may have grown, and then it is another buffer.
      const after = new Int32Array(zstd.memory.buffer, places, 6);
      const written = after[5] ?? 0;
      if (after[2] === read && written === 0) throw new Problem('damaged');
      read = after[2] ?? 0;
      isFull = written === room;
      if (written > 0) yield new Uint8Array(zstd.memory.buffer, output, written);
    }
  }
}

let loaded: Zstd | undefined;

/** zstddec keeps its instance to itself, but hands it to the method that takes it in. */
async function load(): Promise<Zstd> {
  const decoder = new ZSTDDecoder();
  const takeIn = decoder._init.bind(decoder);
  decoder._init = (result) => {
    takeIn(result);
    loaded = result.instance.exports as unknown as Zstd;
  };
  await decoder.init();
  if (!loaded) throw new Error('zstddec starts in another way than it did.');
  return loaded;
}
