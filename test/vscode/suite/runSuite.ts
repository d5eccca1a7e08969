import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { suiteMark } from '../../support/suiteOutput.ts';
import { installVsCode } from '../install/vscode.ts';
import { failuresFolder, root, vsixFile } from '../root.ts';
import { startServer } from '../server/server.ts';
import type { Asked } from '../asked.ts';
import type { VsCodeVersion } from '../versions.ts';
import { screenshot } from '../window/appearance.ts';
import { openWindow, type VsCodeWindow } from '../window/window.ts';

/** The whole suite takes this long at most, in ms. */
export const LIMIT_MS = 20 * 60_000;

/** Nobody looks: without a graphics card a processor draws whatever moves, as a cell's sign that it runs. */
const CALM = {
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
};

/** What is drawn is paid for by its size. */
const SMALL = { width: 800, height: 600 };

/** With a packed extension installed, VS Code still wants a folder under development: one that contributes nothing. */
export const BYSTANDER = path.join(root, 'test/vscode/suite/bystander');

/** Runs the suite at `entry`, or the tests that match `grep`, inside the extension host of a real VS Code; resolves with its exit code. */
export async function runSuite(
  browser: Browser,
  entry: string,
  version: VsCodeVersion,
  source: Asked['source'],
  grep: string | undefined,
  print: (line: string) => void,
): Promise<number> {
  const vscode = await installVsCode(version, print);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-workspace-'));
  const results = path.join(folder, '.results.jsonl');
  const server = await startServer(vscode, {
    settings: CALM,
    ...(source === 'vsix' && { vsix: [vsixFile] }),
    env: {
      CACHEBOOK_RESULTS: results,
      CACHEBOOK_SOURCE: source,
      ...(grep !== undefined && { CACHEBOOK_GREP: grep }),
    },
  });
  const verdict = createVerdict(print);
  try {
    const extension = source === 'vsix' ? BYSTANDER : root;
    const options = { folder, extension, tests: entry };
    const window = await openWindow(browser, server, options, verdict.listen);
    const code = passOnResults(results, await verdict.code, print);
    if (code !== 0) await saveFailure(window, `${version.label}-${source}`);
    await window.close();
    return code;
  } finally {
    verdict.settle(1);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An extension host that ends in the middle ends with any code, but without results. */
export function passOnResults(file: string, code: number, print: (line: string) => void): number {
  const lines = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (lines === '') print('The suite ended without results.');
  const target = process.env['CACHEBOOK_RESULTS'];
  if (target) appendFileSync(target, lines);
  return lines === '' ? 1 : code;
}

/** What a person saw, and what the workbench wrote to its console. */
async function saveFailure(window: VsCodeWindow, name: string): Promise<void> {
  await screenshot(window.page, path.join(failuresFolder, `${name}.png`));
  writeFileSync(path.join(failuresFolder, `${name}.log`), window.log.join('\n'));
}

interface Verdict {
  readonly code: Promise<number>;
  /** Gives up waiting. */
  readonly settle: (code: number) => void;
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
    settle: decide,
    listen: async (page) => {
      await page.setViewportSize(SMALL);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
        const text = format(...args);
        if (text.startsWith(suiteMark)) print(text.slice(suiteMark.length));
      });
      await page.exposeFunction('codeAutomationExit', (exitCode: number) => decide(exitCode));
    },
  };
}
