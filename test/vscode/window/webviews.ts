import type { Frame, Page } from 'playwright-core';
import { PATIENCE_MS, waitUntil } from './waitUntil.ts';

/**
 * The document of a webview, by the title of its panel or view. VS Code nests it in a frame of its own and writes the
 * title on the inner frame.
 */
export async function webviewFrame(page: Page, title: string, timeout = PATIENCE_MS): Promise<Frame> {
  const frame = await waitUntil(`a webview titled "${title}"`, () => findWebview(page, title), timeout);
  await frame.waitForLoadState('domcontentloaded');
  return frame;
}

/** The frame, or nothing while there is none. */
export async function findWebview(page: Page, title: string): Promise<Frame | undefined> {
  for (const frame of page.frames()) {
    if (frame.parentFrame() && (await frameTitle(frame)) === title) return frame;
  }
  return undefined;
}

/** Only the frame that is shown counts: while a webview loads there is a pending one beside it. */
async function frameTitle(frame: Frame): Promise<string | undefined> {
  try {
    const element = await frame.frameElement();
    if ((await element.getAttribute('id')) !== 'active-frame') return undefined;
    return (await element.getAttribute('title')) ?? undefined;
  } catch {
    return undefined; // It went away while we looked.
  }
}
