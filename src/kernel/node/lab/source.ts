import { closeSync, createReadStream, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
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

  constructor(private readonly path: string) {
    const stats = statSync(path);
    if (stats.isDirectory()) throw new Problem('directory');
    // A pipe or a device would be waited for, or never end.
    if (!stats.isFile()) throw new Problem('noFile');
    this.realPath = realpathSync(path);
    this.file = openSync(path, 'r');
    this.length = fstatSync(this.file).size;
    this.packing = this.packed();
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
    const { size, ino } = fstatSync(this.file);
    const now = statSync(this.path, { throwIfNoEntry: false });
    if (!now || (process.platform !== 'win32' && now.ino !== ino)) throw new Problem('vanished');
    if (size < this.length) throw new Problem('changed');
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
    const { file, path, length } = this;
    const packed = createReadStream(path, { fd: file, autoClose: false, start: 0, end: length - 1 });
    const unpacking = createGunzip({ chunkSize: PIECE });
    packed.on('error', (error) => unpacking.destroy(error));
    packed.pipe(unpacking);
    for await (const piece of unpacking) {
      this.read = unpacking.bytesWritten;
      yield piece as Buffer;
    }
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
