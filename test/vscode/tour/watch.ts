import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../root.ts';
import { closePanel, closeSideBar, setSize, setTheme } from '../window/appearance.ts';
import { clearNotifications } from '../window/notifications.ts';
import { pick, runCommand } from '../window/palette.ts';
import { webviewFrame } from '../window/webviews.ts';
import type { VsCodeWindow } from '../window/window.ts';
import { defaultSize, narrowSize } from '../window/window.ts';

/** A folder with the programs of lesson 9, as somebody has who did what it says. */
export function programsFolder(): { readonly folder: string; remove(): void } {
  const outer = mkdtempSync(path.join(os.tmpdir(), 'cachebook-programs-'));
  const folder = path.join(outer, 'programs');
  mkdirSync(folder);
  cpSync(path.join(root, 'media/programs'), folder, { recursive: true });
  const library = path.join(folder, 'node_modules/lru-cache');
  mkdirSync(path.dirname(library));
  symlinkSync(path.join(root, 'node_modules/lru-cache'), library, 'junction');
  return { folder, remove: () => rmSync(outer, { recursive: true, force: true }) };
}

/** What stands above a line of the file that is shown. */
export const lens = (page: Page, text: string | RegExp) =>
  page.locator('.codelens-decoration a', { hasText: text }).first();

/** Watches both programs with their keys and takes pictures of what a person sees. */
export async function takeWatched(
  { page }: VsCodeWindow,
  picture: (name: string) => Promise<void>,
): Promise<void> {
  await openFile(page, 'feed.mjs');
  await setTheme(page, 'dark');
  await runCommand(page, 'Cachebook: Watch Node Script');
  await pick(page, 'Counters and keys');
  await lens(page, /119 hits, 121 misses.*last run/).waitFor();
  await closePanel(page);
  await picture('watched-node');
  await openFile(page, 'stairs.py');
  await lens(page, 'Watch the caches of this file').click();
  await lens(page, /52 hits, 30 misses.*last run/).waitFor();
  await clearNotifications(page);
  await runCommand(page, 'Cachebook: Focus on Caches View');
  await page.locator('.part.sidebar .monaco-list-row', { hasText: 'steps_to' }).waitFor();
  await picture('watched-terminal');
  await closePanel(page);
  await lens(page, '52 hits').click();
  const dashboard = await webviewFrame(page, 'Cachebook Dashboard');
  await dashboard
    .getByRole('article', { name: /steps_to/ })
    .first()
    .waitFor();
  for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const) {
    await setTheme(page, theme);
    await picture(`watched-${theme}`);
  }
  await setTheme(page, 'dark');
  await page
    .locator('.view-line', { hasText: '@lru_cache' })
    .first()
    .hover({ position: { x: 40, y: 8 } });
  await page.locator('.monaco-hover', { hasText: '3 would be enough' }).first().waitFor();
  await picture('watched-hover');
  await closeSideBar(page);
  await setSize(page, narrowSize);
  await picture('watched-narrow');
  await setSize(page, defaultSize);
}

/** Opens a file of the workspace by its name, as a person does. */
export async function openFile(page: Page, name: string): Promise<void> {
  await runCommand(page, 'Go to File...');
  await page.locator('.quick-input-widget input[type="text"]').first().fill(name);
  await pick(page, name);
  await page.locator('.tab.active', { hasText: name }).waitFor();
}
