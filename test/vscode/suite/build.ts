import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../root.ts';

/** The module whose `run()` VS Code calls, where one is tested at a time. */
export const suiteEntry = path.join(root, 'dist/test/index');

/** Where the extension under test comes from. */
export type SuiteSource = 'sources' | 'vsix';

/** What packing can break. All else is asked of the sources; a person's way through the package is test/e2e. */
const ofThePackage = ['activation', 'intellisense', 'packed'];

/** Bundles every test of test/integration that this source is asked, each by itself, so that none can be forgotten. */
export async function buildSuite(source: SuiteSource, entry = suiteEntry): Promise<void> {
  const folder = path.join(root, 'test/integration');
  const tests = readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => source === 'sources' || ofThePackage.includes(path.basename(file, '.test.ts')))
    .map((file) => path.join(folder, file));
  if (tests.length === 0) throw new Error(`There is no test in ${folder}.`);
  rmSync(path.dirname(entry), { recursive: true, force: true });
  await build({
    entryPoints: [path.join(folder, 'index.ts'), ...tests],
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
