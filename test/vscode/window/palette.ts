import type { Locator, Page } from 'playwright-core';
import { PATIENCE_MS, waitUntil } from './waitUntil.ts';

/** A busy machine takes this long at most until a command is in the palette, in ms. */
const appearsWithinMs = 90_000;

/**
 * Runs a command as a person does: F1, its title as the palette shows it ("Cachebook: Open Dashboard"), Enter.
 * An open palette does not learn of commands that arrive later, so it is opened anew until the command is there.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  await waitUntil(`the command "${title}" in the palette`, () => tryCommand(page, title), appearsWithinMs);
}

/** A click that a busy machine takes its time for may have been heard; it must not be made twice in a hurry. */
async function tryCommand(page: Page, title: string): Promise<boolean> {
  await openPalette(page, title);
  const row = rowWithLabel(page, title);
  try {
    await row.waitFor({ timeout: 4000 });
    await row.click({ timeout: 30_000 });
    return true;
  } catch {
    await page.keyboard.press('Escape');
    return false;
  }
}

/**
 * Opens the palette with a text typed into it and leaves it open. A key that meets a webview while it loads is lost,
 * and on a busy machine the palette may close again under the hand: then it is opened anew, as a person does.
 */
export async function openPalette(page: Page, text = ''): Promise<void> {
  await waitUntil('the palette', () => tryPalette(page, text), appearsWithinMs);
}

async function tryPalette(page: Page, text: string): Promise<boolean> {
  const input = quickInput(page);
  await page.keyboard.press('F1');
  try {
    await input.waitFor({ timeout: 3000 });
    await input.fill(`>${text}`, { timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

/** Chooses the row with exactly this label in an open quick pick. */
export async function pick(page: Page, label: string, timeout = PATIENCE_MS): Promise<void> {
  await quickInput(page).waitFor({ timeout });
  await rowWithLabel(page, label).click({ timeout });
}

/** Answers an open input box. */
export async function answer(page: Page, text: string): Promise<void> {
  const input = quickInput(page);
  await input.waitFor();
  await input.fill(text);
  await input.press('Enter');
}

/** The labels of the rows that an open quick pick shows. */
export async function rowLabels(page: Page): Promise<string[]> {
  const rows = page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
  await rows.first().waitFor({ timeout: appearsWithinMs });
  return rows.locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
}

function rowWithLabel(page: Page, label: string): Locator {
  return page.locator('.quick-input-widget .monaco-list-row', { has: rowLabel(page, label) }).first();
}

function rowLabel(page: Page, label: string): Locator {
  return page.locator('.quick-input-list-label .label-name', { hasText: new RegExp(`^${escape(label)}$`) });
}

function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget input[type="text"]').first();
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
