import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { closePanel, closeSecondarySideBar, closeSideBar, setSize, setTheme } from '../window/appearance.ts';
import { analyzeFromExplorer, writeRequests } from '../window/lab.ts';
import { clearNotifications } from '../window/notifications.ts';
import type { VsCodeWindow } from '../window/window.ts';
import { defaultSize, narrowSize } from '../window/window.ts';

const FILE = 'requests.txt';

/** A folder with a recorded workload. */
export function requestsFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-requests-'));
  writeRequests(folder, FILE, 60_000);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Analyzes it from the explorer, and takes pictures of what a person sees. */
export async function takeLab(
  { page }: VsCodeWindow,
  picture: (name: string) => Promise<void>,
): Promise<void> {
  const lab = await analyzeFromExplorer(page, FILE);
  await closeSecondarySideBar(page);
  await closeSideBar(page);
  await closePanel(page);
  await clearNotifications(page);
  await lab.getByRole('region', { name: 'Sizes' }).waitFor();
  await setSize(page, { width: 1280, height: 1400 });
  for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
    await setTheme(page, theme);
    await picture(`lab-${theme}`);
  }
  await setSize(page, narrowSize);
  await picture('lab-narrow');
  await setSize(page, defaultSize);
}
