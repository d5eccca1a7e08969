/** What all specs of a run share: the version under test, one browser, one server with the packed VSIX, one window. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { installVsCode } from '../../vscode/install/vscode.ts';
import { vsixFile } from '../../vscode/root.ts';
import { calmSettings, type Settings, unasked } from '../../vscode/server/profile.ts';
import type { Server, ServerOptions } from '../../vscode/server/server.ts';
import { startServer } from '../../vscode/server/server.ts';
import { versions } from '../../vscode/versions.ts';
import { packWelcome } from '../../vscode/welcome/pack.ts';
import { openBrowser } from '../../vscode/window/browser.ts';
import type { VsCodeWindow } from '../../vscode/window/window.ts';
import { openWindow } from '../../vscode/window/window.ts';
import { WALKTHROUGH } from './walkthrough.ts';

const print = (line: string): void => console.log(line);

/** Extensions are known when VS Code has read them; on a busy machine that takes this long at most, in ms. */
const READ_WITHIN_MS = 90_000;

/** The version of VS Code that this run looks at, as `npm run e2e` names it. */
export const version = versions[process.env['CACHEBOOK_E2E'] === 'newest' ? 'newest' : 'floor'];

/** TypeScript's language server is asked by test/integration/intellisense.test.ts alone, and each window pays for it. */
const WITHOUT = [...unasked, 'typescript-language-features'];

interface Stage {
  readonly browser: Browser;
  readonly server: Server;
}

/** A window with a workspace of its own. */
export interface Place {
  readonly window: VsCodeWindow;
  readonly folder: string;
}

let current: Stage | undefined;
let shared: Place | undefined;

/** The places that are open now. */
export const openPlaces = new Set<Place>();

/** The stage of this run; there is one while specs run. */
export function stage(): Stage {
  if (!current) throw new Error('The stage is not set yet. Use it in a hook or a test.');
  return current;
}

/** A server of this run's version, with the packed VSIX and with dialogs, as a person has it. */
export async function startServerWithCachebook(options: ServerOptions = {}): Promise<Server> {
  const settings = { ...calmSettings, ...options.settings };
  const vscode = await installVsCode(version, print);
  return startServer(vscode, {
    vsix: [vsixFile],
    dialogs: true,
    without: WITHOUT,
    ...options,
    settings,
  });
}

/** The server shows a new window what that of `npm start` shows. */
export async function setStage(): Promise<void> {
  const start = async (): Promise<Server> =>
    startServerWithCachebook({ vsix: [vsixFile, await packWelcome()] });
  const [browser, server] = await Promise.all([openBrowser(print), start()]);
  current = { browser, server };
}

export async function clearStage(): Promise<void> {
  if (shared) await closePlace(shared);
  shared = undefined;
  await current?.browser.close();
  await current?.server.stop();
  current = undefined;
}

/** The window of all specs that do not care what was done in it before; it opens when it is first asked for. */
export async function sharedPlace(): Promise<Place> {
  shared ??= await openPlace(stage().server);
  return shared;
}

/** Opens a window on a new workspace and waits until VS Code knows what Cachebook contributes. */
export async function openPlace(server: Server, workspaceSettings?: Settings): Promise<Place> {
  const folder = createWorkspace(workspaceSettings);
  const window = await openWindow(stage().browser, server, { folder }, prepare);
  const place = { window, folder };
  openPlaces.add(place);
  await isReady(window.page);
  // The shared server shows the walkthrough, which takes the focus when it comes.
  if (server === stage().server)
    await window.page.getByText(WALKTHROUGH).first().waitFor({ timeout: READ_WITHIN_MS });
  return place;
}

/** A palette that was opened before VS Code has read an extension never learns of its commands. */
export async function isReady(page: Page): Promise<void> {
  const icon = page.locator('.part.activitybar').getByRole('tab', { name: 'Cachebook' });
  await icon.waitFor({ timeout: READ_WITHIN_MS });
}

/** A page that is left tells the server; one that is gone is waited for, and what runs in it goes on. */
export async function closePlace(place: Place): Promise<void> {
  openPlaces.delete(place);
  await place.window.page.goto('about:blank').catch(() => undefined);
  await place.window.close();
  rmSync(place.folder, { recursive: true, force: true });
}

/** The names that tsx gives to functions are kept by a helper that a page does not have. */
async function prepare(page: Page): Promise<void> {
  await page.addInitScript('globalThis.__name = (value) => value');
}

function createWorkspace(settings: Settings | undefined): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-workspace-'));
  if (settings) {
    mkdirSync(path.join(folder, '.vscode'));
    writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));
  }
  return folder;
}
