/** `npm run test:vscode`: the suite inside VS Code, the floor from the sources, the newest from the packed VSIX. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runDesktopSuite } from './desktop/suite.ts';
import { vsCodeKind } from './platform.ts';
import { runNpm } from './stages/npm.ts';
import { runMain } from './process/runMain.ts';
import { root } from './root.ts';
import type { Asked } from './asked.ts';
import { suiteFiles } from './asked.ts';
import { buildSuite } from './suite/build.ts';
import { runSuite } from './suite/runSuite.ts';
import type { VsCodeVersion } from './versions.ts';
import { versions } from './versions.ts';
import { openBrowser } from './window/browser.ts';

const RUNS: Readonly<Record<string, readonly [VsCodeVersion, Asked['source']]>> = {
  floor: [versions.floor, 'sources'],
  newest: [versions.newest, 'sources'],
  vsix: [versions.newest, 'vsix'],
  'vsix-floor': [versions.floor, 'vsix'],
};

/** A bundle of its own, because several of these run at once. */
const entry = path.join(root, 'dist/suites', String(process.pid), 'index');

const print = (line: string): void => console.log(line);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      run: { type: 'string', multiple: true },
      grep: { type: 'string' },
      'no-build': { type: 'boolean' },
      desktop: { type: 'boolean' },
    },
  });
  const names = values.run ?? ['floor', 'vsix'];
  if (!values['no-build']) await runNpm(names.some((name) => name.startsWith('vsix')) ? 'package' : 'build');
  const isDesktop = values.desktop ?? vsCodeKind() === 'desktop';
  const browser = isDesktop ? undefined : await openBrowser(print);
  let failed = 0;
  for (const name of names) {
    const run = RUNS[name];
    if (!run) throw new Error(`There is no run "${name}". Use ${Object.keys(RUNS).join(', ')}.`);
    print(`\n== The suite in VS Code ${run[0].vscode}, extension from ${run[1]}`);
    await buildSuite(suiteFiles({ label: run[0].label, source: run[1] }), entry);
    const asked = [entry, ...run, values.grep, print] as const;
    const code = browser ? await runSuite(browser, ...asked) : await runDesktopSuite(...asked);
    if (code !== 0) failed++;
  }
  await browser?.close();
  rmSync(path.dirname(entry), { recursive: true });
  return failed === 0 ? 0 : 1;
}

runMain(main);
