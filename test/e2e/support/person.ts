import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Server } from '../../vscode/server/server.ts';
import type { Settings } from '../../vscode/server/profile.ts';
import { clearNotifications, waitForNotification } from '../../vscode/window/notifications.ts';
import { answer, openPalette, pick, rowLabels, runCommand } from '../../vscode/window/palette.ts';
import type { VsCodeWindow } from '../../vscode/window/window.ts';
import { openWindow } from '../../vscode/window/window.ts';
import { openWindows } from './failures.ts';
import { stage } from './stage.ts';

export interface PersonOptions {
  /** The workspace's own settings. */
  readonly workspaceSettings?: () => Settings;
  /** The person's own settings. */
  readonly settings?: Settings;
  /** A server of the spec's own, instead of the one that all share. */
  readonly server?: () => Server;
}

/** Somebody in front of a window of their own, which opens before the tests of this `describe` and closes after them. */
export function somebody(options: PersonOptions = {}): Person {
  const person = new Person(options);
  before(() => person.comes());
  after(() => person.leaves());
  return person;
}

/** What somebody in front of VS Code does and sees. */
export class Person {
  private window: VsCodeWindow | undefined;
  /** The workspace in their window. */
  folder = '';

  constructor(private readonly options: PersonOptions) {}

  get page(): Page {
    if (!this.window) throw new Error('The window is not open yet.');
    return this.window.page;
  }

  /** What the window wrote to its console. */
  get log(): readonly string[] {
    return this.window?.log ?? [];
  }

  get server(): Server {
    return this.options.server?.() ?? stage().server;
  }

  async comes(): Promise<void> {
    this.folder = createWorkspace(this.options.workspaceSettings?.());
    this.server.setSettings(this.options.settings ?? {});
    const { browser } = stage();
    this.window = await openWindow(browser, this.server, { folder: this.folder }, prepare);
    openWindows.add(this.window);
  }

  async leaves(): Promise<void> {
    if (this.window) await this.closes(this.window);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A page that is left tells the server; one that is gone is waited for, and what runs in it goes on. */
  private async closes(window: VsCodeWindow): Promise<void> {
    openWindows.delete(window);
    await window.page.goto('about:blank').catch(() => undefined);
    await window.close();
  }

  /** Runs a command by its title as the palette shows it. */
  runs(title: string): Promise<void> {
    return runCommand(this.page, title);
  }

  /** Types into the palette and reads what it lists, from the first row to the last; only rows in sight exist. */
  async looksUp(text: string): Promise<string[]> {
    await openPalette(this.page, text);
    const first = await rowLabels(this.page);
    await this.presses('ArrowUp');
    await this.sees(
      this.page.locator('.quick-input-list .monaco-list-row.focused[data-last-element="true"]'),
    );
    const last = await rowLabels(this.page);
    await this.presses('Escape');
    return [...new Set([...first, ...last])];
  }

  /** Waits until something is in sight. */
  async sees(what: Locator): Promise<void> {
    await what.waitFor({ timeout: 30_000 });
  }

  /** Waits until something is no longer in sight. */
  async seesNoMore(what: Locator): Promise<void> {
    await what.waitFor({ state: 'hidden', timeout: 30_000 });
  }

  picks(label: string): Promise<void> {
    return pick(this.page, label);
  }

  answers(text: string): Promise<void> {
    return answer(this.page, text);
  }

  async presses(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Waits for a notification and takes all of them away. */
  async isTold(text: string | RegExp): Promise<string> {
    const message = await waitForNotification(this.page, text);
    await clearNotifications(this.page);
    return message;
  }

  /** Reloads the window, as the browser's own button does. */
  async reloads(): Promise<void> {
    await this.page.reload();
    await this.page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
  }
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
