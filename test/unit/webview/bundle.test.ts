import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { BuildOptions } from 'esbuild';
import { build } from 'esbuild';

const { builds } = createRequire(import.meta.url)('../../../esbuild.js') as { builds: BuildOptions[] };

describe('the bundle of the renderer', () => {
  it('is one file of at most 192 KB: with the engine, which replays what is stepped through', async () => {
    const options = builds.find(({ entryPoints }) => entryPoints && 'renderer' in entryPoints);
    assert.ok(options);
    const { outputFiles } = await build({ ...options, minify: true, sourcemap: false, write: false });
    assert.equal(outputFiles.length, 1);
    assert.ok(outputFiles[0]!.contents.length <= 192 * 1024, String(outputFiles[0]!.contents.length));
  });
});
