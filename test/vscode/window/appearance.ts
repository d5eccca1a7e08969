import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { pick, runCommand } from './palette.ts';
import { themes, type ThemeName } from './themes.ts';

/** Changes the colour theme of a running window, as a person does. */
export async function setTheme(page: Page, name: ThemeName): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  await page.locator('.quick-input-widget input[type="text"]').first().fill(themes[name].label);
  await pick(page, themes[name].label);
  await page.waitForSelector(`.monaco-workbench.${themes[name].className}`);
  await page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' }); // A theme is seen before it is chosen.
}

/** Changes the window's size, in CSS pixels. */
export async function setSize(
  page: Page,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await page.setViewportSize(size);
}

/**
 * Zooms the window as the browser does: fewer CSS pixels, each of more of the screen's. Returns what takes it back; it ends
 * with the session of the tools, so that stays open.
 */
export async function zoom(page: Page, factor: number): Promise<() => Promise<void>> {
  const size = page.viewportSize();
  if (!size) throw new Error('The window has no size.');
  const tools = await page.context().newCDPSession(page);
  await tools.send('Emulation.setDeviceMetricsOverride', {
    width: Math.round(size.width / factor),
    height: Math.round(size.height / factor),
    deviceScaleFactor: factor,
    mobile: false,
  });
  return async () => {
    await tools.detach();
    await page.setViewportSize(size);
  };
}

/** Closes what VS Code opens at the right on its own (chat), where there is such a thing. */
export async function closeSecondarySideBar(page: Page): Promise<void> {
  const bar = page.locator('.part.auxiliarybar');
  if ((await bar.count()) > 0 && (await bar.first().isVisible())) {
    await runCommand(page, 'View: Toggle Secondary Side Bar Visibility');
    await bar.first().waitFor({ state: 'hidden' });
  }
}

/** Closes the side bar at the left, so that an editor has the window for itself. */
export async function closeSideBar(page: Page): Promise<void> {
  const bar = page.locator('.part.sidebar');
  if (!(await bar.isVisible())) return;
  await runCommand(page, 'View: Close Primary Side Bar');
  await bar.waitFor({ state: 'hidden' });
}

/** Closes the panel at the bottom, where there is one. */
export async function closePanel(page: Page): Promise<void> {
  const panel = page.locator('.part.panel');
  if (!(await panel.isVisible())) return;
  await runCommand(page, 'View: Toggle Panel Visibility');
  await panel.waitFor({ state: 'hidden' });
}

/** Saves a picture of the window; the folder is made. */
export async function screenshot(page: Page, file: string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
}
