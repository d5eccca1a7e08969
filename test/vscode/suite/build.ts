import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../root.ts';

/** The module whose `run()` VS Code calls, where one is tested at a time. */
export const suiteEntry = path.join(root, 'dist/test/index');

/** Bundles these tests of test/integration, each by itself. */
export async function buildSuite(tests: readonly string[], entry = suiteEntry): Promise<void> {
  rmSync(path.dirname(entry), { recursive: true, force: true });
  await build({
    entryPoints: [path.join(root, 'test/integration/index.ts'), ...tests],
    outdir: path.dirname(entry),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'error',
  });
}
