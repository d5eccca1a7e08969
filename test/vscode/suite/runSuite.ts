import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { installVsCode } from '../install/vscode.ts';
import { failuresFolder, root, vsixFile } from '../root.ts';
import { startServer } from '../server/server.ts';
import type { VsCodeVersion } from '../versions.ts';
import { screenshot } from '../window/appearance.ts';
import { openWindow } from '../window/window.ts';
import { suiteEntry } from './build.ts';

/** Where the extension under test comes from. */
export type SuiteSource = 'sources' | 'vsix';

/** The whole suite takes this long at most, in ms. */
const LIMIT_MS = 8 * 60_000;

/** With a packed extension installed, VS Code still wants a folder under development: one that contributes nothing. */
const BYSTANDER = path.join(root, 'test/vscode/suite/bystander');

/** Runs the suite inside the extension host of a real VS Code; resolves with its exit code. */
export async function runSuite(
  browser: Browser,
  version: VsCodeVersion,
  source: SuiteSource,
  print: (line: string) => void,
): Promise<number> {
  const vscode = await installVsCode(version, print);
  const server = await startServer(vscode, {
    ...(source === 'vsix' && { vsix: [vsixFile] }),
    env: { CACHEBOOK_RESULTS: process.env['CACHEBOOK_RESULTS'] },
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-workspace-'));
  const verdict = createVerdict(print);
  try {
    const extension = source === 'vsix' ? BYSTANDER : root;
    const window = await openWindow(
      browser,
      server,
      { folder, extension, tests: suiteEntry },
      verdict.listen,
    );
    const code = await verdict.code;
    if (code !== 0)
      await screenshot(window.page, path.join(failuresFolder, `${version.label}-${source}.png`));
    await window.close();
    return code;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Verdict {
  readonly code: Promise<number>;
  readonly listen: (page: Page) => Promise<void>;
}

/** VS Code tells a page that has these two functions what its extension host prints and how the tests ended. */
function createVerdict(print: (line: string) => void): Verdict {
  let decide: (code: number) => void = () => undefined;
  const code = new Promise<number>((resolve) => (decide = resolve));
  const giveUp = setTimeout(() => {
    print(`The suite did not end within ${LIMIT_MS / 60_000} minutes.`);
    decide(1);
  }, LIMIT_MS);
  void code.then(() => clearTimeout(giveUp));
  return {
    code,
    listen: async (page) => {
      await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
        // Mocha logs; what VS Code itself has to say comes as other types and is not ours to print.
        if (type === 'log') print(format(...args));
      });
      await page.exposeFunction('codeAutomationExit', (exitCode: number) => decide(exitCode));
    },
  };
}
