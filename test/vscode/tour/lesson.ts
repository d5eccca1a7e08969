import type { Page } from 'playwright-core';
import { closeSideBar, setSize, setTheme } from '../window/appearance.ts';
import { clearNotifications } from '../window/notifications.ts';
import { pick, runCommand } from '../window/palette.ts';
import { waitUntil } from '../window/waitUntil.ts';
import { defaultSize, narrowSize } from '../window/window.ts';
import type { Tour } from './tour.ts';

/** High enough for a cell with the picture of its cache. */
const lessonSize = { width: 1280, height: 1110 } as const;

const RIGHT_ANSWER = 'first > third > second';

/** Opens a lesson, runs it up to its first questions, answers one, and takes pictures of what a learner sees. */
export async function takeLesson(tour: Tour): Promise<void> {
  const { page } = tour.window;
  await runCommand(page, 'View: Close All Editors');
  await runCommand(page, 'Cachebook: Focus on Lessons View');
  await runCommand(page, 'Cachebook: Open Lesson…');
  await pick(page, '3. Inside LRU');
  await page
    .locator('.notebookOverlay .cell-list-container .cell-editor-container:visible')
    .first()
    .waitFor();
  await clearNotifications(page);
  await setSize(page, lessonSize);
  await runCommand(page, 'Cachebook: Run All');
  await page.locator('.quick-input-list', { hasText: RIGHT_ANSWER }).waitFor();
  await page.mouse.move(lessonSize.width / 2, lessonSize.height - 100); // Off the box, which would explain itself.
  await waitUntil('the picture of the cache', () => showsCache(page));
  await tour.picture('predict');
  await pick(page, RIGHT_ANSWER);
  await answered(page);
  await takeCache(tour);
}

/** Outputs are drawn in a frame of their own. */
async function showsCache(page: Page): Promise<boolean> {
  const shown = page
    .frames()
    .map((frame) => frame.getByRole('article', { name: 'Cache recent' }).isVisible());
  return (await Promise.allSettled(shown)).some((each) => each.status === 'fulfilled' && each.value);
}

/** The verdict of the first question stands at the foot of its cell; the next question is left open. */
async function answered(page: Page): Promise<void> {
  await page.locator('.quick-input-list', { hasText: RIGHT_ANSWER }).waitFor({ state: 'hidden' });
  await page.locator('.quick-input-widget:not([inert]) input[type="text"]').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
}

async function takeCache(tour: Tour): Promise<void> {
  const { page } = tour.window;
  await runCommand(page, 'Notebook: Focus First Cell');
  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    await setTheme(page, theme);
    await tour.picture(`lesson-${theme}`);
  }
  await setTheme(page, 'dark');
  await closeSideBar(page);
  await setSize(page, { ...narrowSize, height: lessonSize.height });
  await tour.picture('lesson-narrow');
  await setSize(page, defaultSize);
}
