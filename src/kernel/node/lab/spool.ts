import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { whileWriting } from './problem.ts';

/**
 * Numbers in a temporary file. On POSIX its name is gone as soon as it is open, so nothing is left of it however this
 * process ends; elsewhere it is removed when the process ends, as no file that is open can be.
 */
export class Spool {
  /** Of the open file; all threads of the process may read by it. */
  readonly file: number;
  private readonly folder: string | undefined;
  private isGone = false;

  /** With a file it reads what another thread has written to it. */
  constructor(file?: number) {
    if (file !== undefined) {
      this.file = file;
      return;
    }
    const folder = whileWriting('noTemporary', tmpdir(), () =>
      mkdtempSync(path.join(tmpdir(), 'cachebook-lab-')),
    );
    this.folder = folder;
    this.file = whileWriting('noTemporary', folder, () =>
      openSync(path.join(folder, 'requests'), 'w+', 0o600),
    );
    if (process.platform === 'win32') process.once('exit', this.remove);
    else this.remove();
  }

  get bytes(): number {
    return fstatSync(this.file).size;
  }

  append(values: Int32Array | Uint32Array | Float64Array): void {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    whileWriting('noTemporary', tmpdir(), () => {
      for (let at = 0; at < bytes.length;) at += writeSync(this.file, bytes, at);
    });
  }

  /** Fills `into` with what stands from a byte on. */
  read(into: Int32Array | Uint32Array | Float64Array, from: number): void {
    readWhole(this.file, into, from);
  }

  close(): void {
    closeSync(this.file);
    this.remove();
  }

  private readonly remove = (): void => {
    if (!this.isGone && this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
    this.isGone = true;
  };
}

/** Fills an array from a file. Throws where the file is too short. */
export function readWhole(file: number, into: Int32Array | Uint32Array | Float64Array, from: number): void {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  for (let at = 0; at < bytes.length;) {
    const count = readSync(file, bytes, at, bytes.length - at, from + at);
    if (count === 0) throw new Error('A temporary file of the lab is too short.');
    at += count;
  }
}
