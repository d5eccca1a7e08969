import type { Page } from 'playwright-core';
import { closeSecondarySideBar, closeSideBar, setSize, setTheme } from '../window/appearance.ts';
import { clearNotifications } from '../window/notifications.ts';
import { openPalette, rowLabels, runCommand } from '../window/palette.ts';
import { waitUntil } from '../window/waitUntil.ts';
import { webviewFrame } from '../window/webviews.ts';
import { defaultSize, narrowSize } from '../window/window.ts';
import { takeLesson } from './lesson.ts';
import type { Tour } from './tour.ts';

/** Takes the pictures that the README shows, and those that only a critical eye looks at. */
export async function takePictures(tour: Tour): Promise<void> {
  const { page } = tour.window;
  await clearNotifications(page);
  await closeSecondarySideBar(page);
  await closeSideBar(page);
  await takeDashboard(tour);
  await takePalette(tour);
  await takeWalkthrough(tour);
  await takeLesson(tour);
}

async function takeDashboard({ window: { page }, picture }: Tour): Promise<void> {
  await webviewFrame(page, 'Cachebook Dashboard');
  for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const) {
    await setTheme(page, theme);
    await picture(`dashboard-${theme}`);
  }
  await setTheme(page, 'dark');
  await setSize(page, narrowSize);
  await picture('dashboard-narrow');
  await setSize(page, defaultSize);
}

async function takePalette({ window: { page }, picture }: Tour): Promise<void> {
  await openPalette(page, 'Cachebook');
  await rowLabels(page);
  await picture('palette');
  await page.keyboard.press('Escape');
}

async function takeWalkthrough({ window: { page }, picture }: Tour): Promise<void> {
  await runCommand(page, 'Cachebook: Open Walkthrough');
  await page.locator('.getting-started-step .codicon.complete').first().waitFor();
  await waitUntil('the picture of the step', () => showsPicture(page));
  await picture('walkthrough');
}

/** The walkthrough draws a step's picture in a webview of its own; our pictures describe themselves. */
async function showsPicture(page: Page): Promise<boolean> {
  const shown = page.frames().map((frame) => frame.locator('svg:has(> desc)').first().isVisible());
  return (await Promise.allSettled(shown)).some((each) => each.status === 'fulfilled' && each.value);
}
