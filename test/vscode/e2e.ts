/** `npm run e2e`: what a person sees and types, in windows of the floor and the newest with the packed VSIX. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { e2eFiles } from './asked.ts';
import { startGuarded } from './process/guarded.ts';
import { NO_E2E, vsCodeKind } from './platform.ts';
import { runMain } from './process/runMain.ts';
import { root } from './root.ts';
import { runNpm } from './stages/npm.ts';
import { versions } from './versions.ts';

const RUNS: Readonly<Record<string, readonly (keyof typeof versions)[]>> = {
  floor: ['floor'],
  newest: ['newest'],
  both: ['floor', 'newest'],
};

/** A busy machine takes this long at most for one test, in ms. */
const TIMEOUT_MS = 300_000;

/** Starts mocha in a process of its own, for a module is loaded only once into a process. */
function mochaCommand(label: keyof typeof versions, grep: string | undefined): string[] {
  return [
    ...[process.execPath, '--import', 'tsx', path.join(root, 'node_modules/mocha/bin/mocha.js')],
    ...['--no-config', '--forbid-only', '--timeout', String(TIMEOUT_MS)],
    ...['--reporter', path.join(root, 'test/support/reporter.cjs')],
    ...['--require', path.join(root, 'test/e2e/support/hooks.ts')],
    ...(grep === undefined ? [] : ['--grep', grep]),
    ...e2eFiles(label),
  ];
}

async function runSpecs(label: keyof typeof versions, grep: string | undefined): Promise<number> {
  console.log(`\n== What a person sees in VS Code ${versions[label].vscode}, extension from the VSIX`);
  const mocha = startGuarded({
    command: mochaCommand(label, grep),
    cwd: root,
    env: { ...process.env, CACHEBOOK_E2E: label },
    graceMs: 10_000,
  });
  mocha.onOutput((text) => process.stdout.write(text));
  return mocha.exited;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      run: { type: 'string', default: 'both' },
      grep: { type: 'string' },
      'no-build': { type: 'boolean' },
    },
  });
  const labels = RUNS[values.run];
  if (!labels) throw new Error(`There is no run "${values.run}". Use ${Object.keys(RUNS).join(', ')}.`);
  if (vsCodeKind() === 'desktop') throw new Error(NO_E2E);
  if (!values['no-build']) await runNpm('package');
  let failed = 0;
  for (const label of labels) if ((await runSpecs(label, values.grep)) !== 0) failed++;
  return failed === 0 ? 0 : 1;
}

runMain(main);
