import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import CountingReporter from '../support/reporter.cjs';

/** A scenario on a busy machine takes this long at most, in ms. */
const TIMEOUT_MS = 60_000;

/** VS Code calls this inside the extension host: runs every test file that was bundled beside this one. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: TIMEOUT_MS,
    forbidOnly: true,
    reporter: CountingReporter,
  });
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.test.js'));
  for (const file of files.sort()) mocha.addFile(path.join(__dirname, file));
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.once('end', () => {
      if (runner.stats?.tests === 0) resolve(1);
    });
  });
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
