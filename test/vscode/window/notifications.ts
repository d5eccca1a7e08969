import type { Page } from 'playwright-core';
import { PATIENCE_MS } from './waitUntil.ts';

/** The texts of all notifications that are shown now. */
export async function notifications(page: Page): Promise<string[]> {
  return page.locator('.notification-list-item-message').allInnerTexts();
}

/** Waits for a notification (or its part) and returns its whole text. */
export async function waitForNotification(
  page: Page,
  text: string | RegExp,
  timeout = PATIENCE_MS,
): Promise<string> {
  const message = page.locator('.notification-list-item-message', { hasText: text }).first();
  await message.waitFor({ timeout });
  return message.innerText();
}

/** Presses a button of a shown notification. */
export async function pressNotificationButton(page: Page, label: string): Promise<void> {
  await page.locator('.notification-list-item').getByRole('button', { name: label }).first().click();
}

/** Takes all notifications away, as before a picture. */
export async function clearNotifications(page: Page): Promise<void> {
  const toasts = page.locator('.notification-toast');
  for (let left = await toasts.count(); left > 0; left--) {
    await toasts.first().hover();
    await toasts.first().locator('.codicon-notifications-clear').first().click();
  }
}
