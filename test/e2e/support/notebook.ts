import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { waitUntil } from '../../vscode/window/waitUntil.ts';
import type { Person } from './person.ts';

/** What a page that went away while it was asked has in sight. */
const isGone = (): boolean => false;

/** A notebook in a person's window. */
export class Notebook {
  constructor(private readonly person: Person) {}

  /** Writes a file into the person's folder and opens it from what the dialog lists there. */
  async opens(name: string, text: string): Promise<void> {
    const file = path.join(this.person.folder, name);
    writeFileSync(file, text);
    await waitUntil(`${name} in a tab`, () => this.tryOpen(file), 90_000);
    await this.person.sees(this.person.page.locator('.notebookOverlay .cell-list-container').first());
  }

  /** Runs all cells once they have a kernel, without waiting for their end. Before, VS Code asks for one. */
  async runsAll(): Promise<void> {
    const toolbar = this.person.page.locator('.notebook-toolbar-container');
    await this.person.sees(toolbar.getByText('Cachebook'));
    await toolbar.getByRole('button', { name: 'Run All', exact: true }).click();
  }

  /**
   * Runs the cell that holds this text with its button, without waiting for its end. The button is there while the mouse
   * is over the cell, and what the cells above say moves that away from under the mouse: a person follows it.
   */
  async runsCell(text: string): Promise<void> {
    const cell = this.person.page.locator('.cell-list-container .monaco-list-row', { hasText: text }).first();
    const button = cell.locator('.run-button-container .codicon-notebook-execute');
    await waitUntil(`the button of the cell with "${text}"`, async () => {
      await cell.hover();
      return button.click({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** The page in which VS Code draws the outputs of a notebook. */
  async page(): Promise<Frame> {
    return waitUntil('the page of the outputs', () => this.findPage());
  }

  /** Waits until a text is in sight in the outputs; their page is another one after a window was trusted. */
  async sees(text: string | RegExp): Promise<void> {
    const isThere = async (): Promise<boolean | undefined> => {
      const page = await this.findPage();
      return page?.getByText(text).first().isVisible().catch(isGone);
    };
    await waitUntil(String(text), isThere);
  }

  /** What is shown of a cache. */
  async cache(name: string): Promise<Locator> {
    return (await this.page()).getByRole('article', { name: `Cache ${name}`, exact: true });
  }

  /**
   * Who takes the focus from the dialog, a page that has just been shown, closes it; then it is opened anew. While it reads
   * a folder it takes no click, and puts the folder's path in the place of what was typed.
   */
  private async tryOpen(file: string): Promise<boolean> {
    const { page } = this.person;
    const tab = page.locator('.tab.active', { hasText: path.basename(file) });
    await this.person.runs('File: Open File...');
    const box = page.locator('.quick-input-widget');
    const row = box.locator('.monaco-list-row', { hasText: path.basename(file) }).first();
    const isClosed = async (): Promise<boolean> => {
      // It begins in the folder of the file that was last in front.
      if (!(await row.isVisible()))
        await box.locator('input[type="text"]').first().fill(file, { timeout: 2000 });
      await row.click({ timeout: 2000 }).catch(() => undefined);
      return box.waitFor({ state: 'hidden', timeout: 1000 }).then(
        () => true,
        () => false,
      );
    };
    try {
      await waitUntil('the end of the dialog', isClosed, 15_000);
      await tab.waitFor({ timeout: 8000 });
      return true;
    } catch {
      await page.keyboard.press('Escape');
      return false;
    }
  }

  private async findPage(): Promise<Frame | undefined> {
    for (const frame of this.person.page.frames()) {
      try {
        if ((await frame.locator('#findStart').count()) > 0) return frame;
      } catch {
        // It went away while we looked.
      }
    }
    return undefined;
  }
}
