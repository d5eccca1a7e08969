import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { mixed } from '../../../src/engine/workloads/mixed.ts';
import { closeSideBar, setSize, setTheme } from '../window/appearance.ts';
import { runCommand } from '../window/palette.ts';
import { webviewFrame } from '../window/webviews.ts';
import type { VsCodeWindow } from '../window/window.ts';
import { defaultSize, narrowSize } from '../window/window.ts';

const FILE = 'requests.txt';

/** What somebody has recorded of a shop: most people ask for the same pages, and a robot reads all of them now and then. */
export function writeRequests(folder: string): void {
  const request = mixed.create({ requests: 60_000, keys: 8000, seed: 1 });
  const keys = Array.from({ length: 60_000 }, () => `page/${request()}`);
  writeFileSync(path.join(folder, FILE), `${keys.join('\n')}\n`);
}

/** Analyzes it from the explorer, and takes pictures of what a person sees. */
export async function takeLab(
  { page }: VsCodeWindow,
  picture: (name: string) => Promise<void>,
): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await runCommand(page, 'File: Focus on Files Explorer');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: FILE }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Analyze Trace…' }).click();
  const lab = await webviewFrame(page, 'Workload Lab');
  await lab.getByText('League').first().waitFor();
  await closeSideBar(page);
  await setSize(page, { width: 1280, height: 1400 });
  for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const) {
    await setTheme(page, theme);
    await picture(`lab-${theme}`);
  }
  await setTheme(page, 'dark');
  await setSize(page, narrowSize);
  await picture('lab-narrow');
  await setSize(page, defaultSize);
}
