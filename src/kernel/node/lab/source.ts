import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
  type Stats,
} from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Problem } from './problem.ts';
import { ZstdUnpacker } from './zstd.ts';

/** How much is read at once, in bytes. */
const PIECE = 1 << 18;

type Packing = 'none' | 'gzip' | 'zstd';

/** A file of requests, packed or not. Only what was there when it was opened is read. */
export class TraceFile {
  readonly length: number;
  readonly realPath: string;
  readonly packing: Packing;
  /** How much of the file was read, in bytes. */
  read = 0;
  private readonly file: number;
  private readonly written: number;

  constructor(private readonly path: string) {
    refuseOthers(statsOf(path));
    this.realPath = realpathSync(path);
    // It may have become a pipe by now: then nobody waits until something is written to it.
    this.file = openSync(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
    try {
      const stats = fstatSync(this.file);
      refuseOthers(stats);
      this.length = stats.size;
      this.written = stats.mtimeMs;
      this.packing = this.packed();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    closeSync(this.file);
  }

  /** Its bytes, unpacked; each piece is good until the next one is asked for. */
  async *pieces(): AsyncGenerator<Uint8Array> {
    this.read = 0;
    if (this.packing === 'gzip') yield* this.gunzipped();
    else if (this.packing === 'zstd') yield* this.unzstd();
    else yield* this.plain();
  }

  /** Throws where the file is not what it was any more; returns whether something was added to it. */
  checkUnchanged(): boolean {
    const { size, ino, mtimeMs } = fstatSync(this.file);
    const now = statSync(this.path, { throwIfNoEntry: false });
    if (!now || (process.platform !== 'win32' && now.ino !== ino)) throw new Problem('vanished');
    if (size < this.length) throw new Problem('changed');
    if (size === this.length && mtimeMs !== this.written) throw new Problem('rewritten');
    return size > this.length;
  }

  private packed(): Packing {
    const start = new Uint8Array(4);
    readSync(this.file, start, 0, 4, 0);
    const [a = 0, b, c, d] = start;
    if (a === 0x1f && b === 0x8b && c === 8) return 'gzip';
    const isFrame = a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;
    const isSkippable = a >> 4 === 5 && b === 0x2a && c === 0x4d && d === 0x18;
    return isFrame || isSkippable ? 'zstd' : 'none';
  }

  private *plain(): Generator<Uint8Array> {
    const buffer = new Uint8Array(PIECE);
    while (this.read < this.length) {
      const count = readSync(this.file, buffer, 0, Math.min(PIECE, this.length - this.read), this.read);
      if (count === 0) throw new Problem('changed');
      this.read += count;
      yield buffer.subarray(0, count);
    }
  }

  private async *gunzipped(): AsyncGenerator<Uint8Array> {
    const packed = Readable.from(this.copies());
    const unpacking = createGunzip({ chunkSize: PIECE });
    packed.on('error', (error) => unpacking.destroy(error));
    packed.pipe(unpacking);
    try {
      for await (const piece of unpacking) yield piece as Buffer;
    } finally {
      packed.destroy();
    }
  }

  /** Pieces that stay good: a stream takes in the next ones before it is done with the first. */
  private *copies(): Generator<Uint8Array> {
    for (const piece of this.plain()) yield piece.slice();
  }

  private async *unzstd(): AsyncGenerator<Uint8Array> {
    const unpacker = await ZstdUnpacker.create();
    try {
      for (const piece of this.plain()) yield* unpacker.push(piece);
      unpacker.end();
    } finally {
      unpacker.dispose();
    }
  }
}

/** A link that leads nowhere is not the file that does not exist. */
function statsOf(path: string): Stats {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats) return stats;
  throw new Problem(lstatSync(path, { throwIfNoEntry: false }) ? 'dangling' : 'gone');
}

function refuseOthers(stats: Stats): void {
  if (stats.isDirectory()) throw new Problem('directory');
  // A pipe or a device would be waited for, or never end.
  if (!stats.isFile()) throw new Problem('noFile');
}
