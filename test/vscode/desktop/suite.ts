import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { suiteMark } from '../../support/suiteOutput.ts';
import { installDesktop } from '../install/desktop.ts';
import { byLine } from '../process/byLine.ts';
import { root, vsixFile } from '../root.ts';
import type { Asked } from '../asked.ts';
import { BYSTANDER, LIMIT_MS, passOnResults } from '../suite/runSuite.ts';
import type { VsCodeVersion } from '../versions.ts';
import { openDesktop } from './desktop.ts';

/** What `@vscode/test-electron` gives VS Code for tests, beside a profile of its own. */
const FOR_TESTS = ['--no-sandbox', '--disable-gpu-sandbox', '--disable-workspace-trust'];

/** Runs the suite at `entry`, or the tests that match `grep`, inside a desktop VS Code; resolves with its exit code. */
export async function runDesktopSuite(
  entry: string,
  version: VsCodeVersion,
  source: Asked['source'],
  grep: string | undefined,
  print: (line: string) => void,
): Promise<number> {
  const desktop = await installDesktop(version, print);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-workspace-'));
  const results = path.join(folder, '.results.jsonl');
  const running = await openDesktop(desktop, {
    ...(source === 'vsix' && { vsix: [vsixFile] }),
    args: [
      folder,
      ...FOR_TESTS,
      `--extensionDevelopmentPath=${source === 'vsix' ? BYSTANDER : root}`,
      `--extensionTestsPath=${entry}`,
    ],
    env: {
      CACHEBOOK_RESULTS: results,
      CACHEBOOK_SOURCE: source,
      ...(grep !== undefined && { CACHEBOOK_GREP: grep }),
    },
  });
  const sayLine = (line: string): void => {
    const said = suiteLine(line);
    if (said !== undefined) print(said);
  };
  running.onOutput(byLine(sayLine));
  const giveUp = setTimeout(() => {
    print(`The suite did not end within ${LIMIT_MS / 60_000} minutes.`);
    void running.stop();
  }, LIMIT_MS);
  try {
    return passOnResults(results, await running.exited, print);
  } finally {
    clearTimeout(giveUp);
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the suite itself says: VS Code's own lines have no mark, and may stand before it. */
export function suiteLine(line: string): string | undefined {
  const at = line.indexOf(suiteMark);
  return at < 0 ? undefined : line.slice(at + suiteMark.length);
}
