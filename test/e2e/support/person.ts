import type { Locator, Page } from 'playwright-core';
import type { Settings } from '../../vscode/server/profile.ts';
import type { Server } from '../../vscode/server/server.ts';
import { closePanel, setSize } from '../../vscode/window/appearance.ts';
import { clearNotifications, waitForNotification } from '../../vscode/window/notifications.ts';
import { answer, openPalette, pick, rowLabels, runCommand } from '../../vscode/window/palette.ts';
import { PATIENCE_MS, waitUntil } from '../../vscode/window/waitUntil.ts';
import { defaultSize } from '../../vscode/window/window.ts';
import type { Place } from './stage.ts';
import { closePlace, isReady, openPlace, sharedPlace, stage } from './stage.ts';

export interface PersonOptions {
  /** The workspace's own settings, in a window of its own. */
  readonly workspaceSettings?: () => Settings;
  /** A server of the spec's own, instead of the one that all share. */
  readonly server?: () => Server;
}

/**
 * Somebody in front of a window, which is there before the tests of this `describe`: the one that all specs share, with
 * no editor open, or one of their own.
 */
export function somebody(options: PersonOptions = {}): Person {
  const person = new Person(options);
  before(() => person.comes());
  after(() => person.leaves());
  return person;
}

/** What somebody in front of VS Code does and sees. */
export class Person {
  private place: Place | undefined;
  private linesBefore = 0;

  constructor(private readonly options: PersonOptions) {}

  get page(): Page {
    return this.open.window.page;
  }

  /** The workspace in their window. */
  get folder(): string {
    return this.open.folder;
  }

  /** What the window wrote to its console since they came. */
  get log(): readonly string[] {
    return this.open.window.log.slice(this.linesBefore);
  }

  get server(): Server {
    return this.options.server?.() ?? stage().server;
  }

  async comes(): Promise<void> {
    const { server, workspaceSettings } = this.options;
    this.place = await ((server ?? workspaceSettings)
      ? openPlace(this.server, workspaceSettings?.())
      : sharedPlace());
    this.linesBefore = this.place.window.log.length;
  }

  /** A window of their own is closed; the shared one is left as the next one expects it. */
  async leaves(): Promise<void> {
    const { server, workspaceSettings } = this.options;
    if (!this.place) return;
    if (server ?? workspaceSettings) return closePlace(this.place);
    await clearNotifications(this.page);
    await setSize(this.page, defaultSize);
    await closePanel(this.page);
    await this.runs('View: Close All Editors');
  }

  private get open(): Place {
    if (!this.place) throw new Error('The window is not open yet.');
    return this.place;
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

  /**
   * Makes the window as wide as it takes for something in it to have this width, in CSS pixels. Each look waits for
   * what the last one has changed: a page is laid out in its own time.
   */
  async narrowsTo(
    width: number,
    widthNow: () => Promise<number>,
    height: number = defaultSize.height,
  ): Promise<void> {
    const isThere = async (): Promise<boolean> => {
      const before = await widthNow();
      await this.page.waitForTimeout(250);
      const now = await widthNow();
      if (now !== before) return false;
      const window = this.page.viewportSize()?.width ?? defaultSize.width;
      if (now !== width) await setSize(this.page, { width: window + width - now, height });
      return now === width;
    };
    await waitUntil(`a width of ${width} px`, isThere);
  }

  /** Waits until something is in sight. */
  async sees(what: Locator): Promise<void> {
    await what.waitFor({ timeout: PATIENCE_MS });
  }

  /** Waits until something is no longer in sight. */
  async seesNoMore(what: Locator): Promise<void> {
    await what.waitFor({ state: 'hidden', timeout: PATIENCE_MS });
  }

  picks(label: string, timeout = PATIENCE_MS): Promise<void> {
    return pick(this.page, label, timeout);
  }

  answers(text: string): Promise<void> {
    return answer(this.page, text);
  }

  /**
   * Accepts the path that a dialog shows. While it looks at one it takes neither Enter nor a click, so its button is
   * pressed until the dialog has gone.
   */
  async acceptsPath(): Promise<void> {
    const box = this.page.locator('.quick-input-widget');
    const ok = box.getByRole('button', { name: 'OK', exact: true });
    const isClosed = async (): Promise<boolean> => {
      await ok.click({ timeout: 500 }).catch(() => undefined);
      return box.waitFor({ state: 'hidden', timeout: 1000 }).then(
        () => true,
        () => false,
      );
    };
    await waitUntil('the end of the dialog', isClosed);
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
  /** Waits until VS Code has stored something that it is to know again: it writes some seconds later, and not when it is left. */
  async keeps(text: string): Promise<void> {
    await waitUntil(`"${text}" in what VS Code has stored`, () => this.page.evaluate(isStored, text));
  }

  async reloads(): Promise<void> {
    await this.page.reload();
    await this.page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: PATIENCE_MS });
    await isReady(this.page);
  }
}

/** In the window: whether a value of its databases has this text, however deep it is packed as JSON in JSON. */
async function isStored(text: string): Promise<boolean> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(String(request.error)));
    });
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const values = await done(database.transaction(store).objectStore(store).getAll());
      if (values.some((value) => typeof value === 'string' && value.replaceAll('\\', '').includes(text)))
        return true;
    }
    database.close();
  }
  return false;
}
