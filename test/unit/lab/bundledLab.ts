import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { Uri } from 'vscode';

/** A folder with the lab as it is shipped, for files, and for the temporary files of what runs in it. */
export class LabFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'lab-test-'));
  readonly uri = Uri.file(this.path);
  readonly temporary = path.join(this.path, 'tmp');
  private readonly usual = process.env['TMPDIR'];

  static async create(): Promise<LabFolder> {
    const folder = new LabFolder();
    const entry = path.join(import.meta.dirname, '../../../src/kernel/node/lab/main.ts');
    const options = { bundle: true, platform: 'node', format: 'cjs', logLevel: 'silent' } as const;
    await build({ ...options, entryPoints: [entry], outfile: path.join(folder.path, 'dist/lab.js') });
    mkdirSync(folder.temporary);
    process.env['TMPDIR'] = folder.temporary;
    return folder;
  }

  /** Writes a file and gives its path. */
  file(name: string, content: string | Uint8Array): string {
    const place = path.join(this.path, name);
    writeFileSync(place, content);
    return place;
  }

  remove(): void {
    if (this.usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = this.usual;
    rmSync(this.path, { recursive: true, force: true });
  }
}
