import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { Uri } from 'vscode';

const require = createRequire(import.meta.url);
const { builds } = require('../../../esbuild.js') as { builds: BuildOptions[] };
const shipped = builds.find(({ entryPoints, platform }) => platform === 'node' && 'lab' in entryPoints!);

const root = path.join(import.meta.dirname, '../../..');

/** A folder with the lab as it is shipped, for files, and for the temporary files of what runs in it. */
export class LabFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'lab-test-'));
  readonly uri = Uri.file(this.path);
  readonly temporary = path.join(this.path, 'tmp');
  private readonly usual = process.env['TMPDIR'];

  static async create(): Promise<LabFolder> {
    const folder = new LabFolder();
    const outdir = path.join(folder.path, 'dist');
    await build({ ...shipped, absWorkingDir: root, outdir, logLevel: 'silent' });
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

/** What files of the lab export, put together as they are shipped: with the compiled loops. */
export async function bundled(...files: readonly string[]): Promise<unknown> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lab-test-'));
  try {
    const contents = files.map((name) => `export * from './src/kernel/node/lab/${name}';`).join('\n');
    await build({
      ...shipped,
      absWorkingDir: root,
      entryPoints: [],
      stdin: { contents, resolveDir: root, loader: 'ts' },
      outdir: folder,
      logLevel: 'silent',
    });
    return require(path.join(folder, 'stdin.js'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
