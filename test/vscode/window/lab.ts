import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { mixed } from '../../../src/engine/workloads/mixed.ts';
import { runCommand } from './palette.ts';
import { PATIENCE_MS, waitUntil } from './waitUntil.ts';
import { findWebview } from './webviews.ts';

/** What somebody has recorded of a shop: most people ask for the same pages, and a robot reads all of them now and then. */
export function writeRequests(folder: string, name: string, requests: number): void {
  const request = mixed.create({ requests, keys: Math.ceil(requests / 8), seed: 1 });
  const keys = Array.from({ length: requests }, () => `page/${request()}`);
  writeFileSync(path.join(folder, name), `${keys.join('\n')}\n`);
}

/** A file in the explorer. */
export const fileRow = (page: Page, name: string) =>
  page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });

/**
 * Analyzes a file by its menu in the explorer. A menu that is opened while VS Code still reads extensions lacks the entry,
 * and a click that follows the menu at once is swallowed: both are done again.
 */
export async function analyzeFromExplorer(page: Page, name: string): Promise<Frame> {
  await runCommand(page, 'File: Focus on Files Explorer');
  const entry = page.getByRole('menuitem', { name: 'Analyze Trace…' });
  await waitUntil('the menu of the file', async () => {
    await fileRow(page, name).click({ button: 'right', timeout: PATIENCE_MS });
    if (await entry.waitFor({ timeout: 5000 }).then(() => true, () => false)) return true; // oxfmt-ignore
    await page.keyboard.press('Escape');
    return false;
  });
  await waitUntil('the end of the menu', async () => {
    if (!(await entry.isVisible())) return true;
    await entry.click({ timeout: 2000 }).catch(() => undefined);
    return false;
  });
  return labFrame(page, name);
}

/** The page of the lab when it shows this trace. */
export async function labFrame(page: Page, name: string): Promise<Frame> {
  return waitUntil(`the lab of ${name}`, async () => {
    // A frame keeps the title that its panel had when it was made.
    const frame = (await findWebview(page, `Lab: ${name}`)) ?? (await findWebview(page, 'Workload Lab'));
    const isThere = await frame
      ?.getByRole('heading', { name, exact: true })
      .isVisible()
      .catch(() => false);
    return isThere ? frame : undefined;
  });
}
