import type { Browser, Page } from 'playwright-core';
import type { Server } from '../server/server.ts';
import { windowAddress, type WindowOptions } from './address.ts';

/** A window of VS Code in the headless browser, in a browser profile of its own. */
export interface VsCodeWindow {
  readonly page: Page;
  /** What the workbench and its extension hosts wrote to the console so far, a line each. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

/** A busy machine takes this long at most for what a person does in a window, in ms. */
const ACTION_MS = 120_000;

/** The size that pictures are taken in. */
export const defaultSize = { width: 1280, height: 800 } as const;
/** As narrow as a window gets on half a laptop's screen. */
export const narrowSize = { width: 640, height: 800 } as const;

/** Opens a window and waits until its workbench stands. `prepare` runs before the page is loaded. */
export async function openWindow(
  browser: Browser,
  server: Server,
  options: WindowOptions = {},
  prepare?: (page: Page) => Promise<void>,
): Promise<VsCodeWindow> {
  const context = await browser.newContext({ viewport: defaultSize });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  page.setDefaultTimeout(ACTION_MS);
  const log: string[] = [];
  page.on('console', (message) => void log.push(plain(message.text())));
  page.on('pageerror', (error) => void log.push(`uncaught: ${error.stack ?? error.message}`));
  await page.addInitScript(standStill);
  await prepare?.(page);
  await page.goto(windowAddress(server, options));
  await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 120_000 });
  return { page, log, close: () => context.close() };
}

/**
 * Nothing moves in any frame: without a graphics card a processor draws every step of a turning sign, and that is a
 * quarter of all the work of a window. A sheet that a document adopts needs no leave of its policy.
 */
function standStill(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important; }');
  document.adoptedStyleSheets.push(sheet);
}

/** The workbench colours its lines with %c and a style that nobody reads. */
function plain(text: string): string {
  return text.replace(/^%c\s*(\w+)\s*color: #\w+\s*/, '$1 ').trim();
}
