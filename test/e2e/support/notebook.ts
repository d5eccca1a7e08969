import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { waitUntil } from '../../vscode/window/waitUntil.ts';
import type { Person } from './person.ts';

/** A notebook in a person's window. */
export class Notebook {
  constructor(private readonly person: Person) {}

  /** Writes a file into the person's folder and opens it, by its path as a person types it. */
  async opens(name: string, text: string): Promise<void> {
    const file = path.join(this.person.folder, name);
    writeFileSync(file, text);
    await waitUntil(`${name} in a tab`, () => this.tryOpen(file), 60_000);
    await this.person.sees(this.person.page.locator('.notebookOverlay .cell-list-container').first());
  }

  /** Runs all cells, without waiting for their end. */
  async runsAll(): Promise<void> {
    await this.person.runs('Notebook: Run All');
  }

  /** Runs the cell that holds this text with its button, without waiting for its end. */
  async runsCell(text: string): Promise<void> {
    const cell = this.person.page.locator('.cell-list-container .monaco-list-row', { hasText: text }).first();
    await cell.hover();
    await cell.locator('.run-button-container .codicon-notebook-execute').click();
  }

  /** The page in which VS Code draws the outputs of a notebook. */
  async page(): Promise<Frame> {
    return waitUntil('the page of the outputs', () => this.findPage());
  }

  /** What is shown of a cache. */
  async cache(name: string): Promise<Locator> {
    return (await this.page()).getByRole('article', { name: `Cache ${name}`, exact: true });
  }

  /**
   * While it is still reading, the dialog does not take Enter; and a window that is still starting may take the focus
   * from it, so that it goes away. Then it is opened anew.
   */
  private async tryOpen(file: string): Promise<boolean> {
    const { page } = this.person;
    await this.person.runs('File: Open File...');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    try {
      await input.fill(file, { timeout: 5000 });
      // The dialog looks at the path before it takes it.
      const row = page.locator('.quick-input-list .monaco-list-row', { hasText: path.basename(file) });
      await row.waitFor({ timeout: 5000 });
      await input.press('Enter', { timeout: 5000 });
      await page.locator('.tab.active', { hasText: path.basename(file) }).waitFor({ timeout: 10_000 });
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
