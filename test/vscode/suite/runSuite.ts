import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { suiteMark } from '../../support/suiteOutput.ts';
import { installVsCode } from '../install/vscode.ts';
import { failuresFolder } from '../root.ts';
import { calmSettings, unasked } from '../server/profile.ts';
import { startServer } from '../server/server.ts';
import type { Asked } from '../asked.ts';
import type { VsCodeVersion } from '../versions.ts';
import { screenshot } from '../window/appearance.ts';
import { openWindow, type VsCodeWindow } from '../window/window.ts';
import type { SuiteWorkspace } from './workspace.ts';
import { createWorkspace } from './workspace.ts';

/** What is drawn is paid for by its size. */
const SMALL = { width: 480, height: 320 };

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
  const workspace = createWorkspace(source, grep, print);
  const server = await startServer(vscode, {
    settings: calmSettings,
    without: unasked,
    ...workspace.options,
  });
  const verdict = createVerdict(workspace, print);
  try {
    const { folder, extension } = workspace;
    const options = { folder, extension, tests: entry };
    const window = await openWindow(browser, server, options, verdict.listen);
    const code = workspace.passOn(await verdict.code);
    if (code !== 0) await saveFailure(window, `${version.label}-${source}`);
    await window.close();
    return code;
  } finally {
    verdict.settle(1);
    await server.stop();
    workspace.remove();
  }
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
function createVerdict(workspace: SuiteWorkspace, print: (line: string) => void): Verdict {
  let decide: (code: number) => void = () => undefined;
  const code = new Promise<number>((resolve) => (decide = resolve));
  const stopWaiting = workspace.limit(() => decide(1));
  void code.then(stopWaiting);
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
