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
    await this.person.runs('File: Open File...');
    const input = this.person.page.locator('.quick-input-widget input[type="text"]').first();
    await input.fill(file);
    // The dialog looks at the path before it takes it.
    await this.person.sees(this.person.page.locator('.quick-input-list .monaco-list-row', { hasText: name }));
    await input.press('Enter');
    await this.person.sees(this.person.page.locator('.tab.active', { hasText: name }));
    await this.person.sees(this.person.page.locator('.notebookOverlay .cell-list-container').first());
  }

  /** Runs all cells, without waiting for their end. */
  async runsAll(): Promise<void> {
    await this.person.runs('Notebook: Run All');
  }

  /** The page in which VS Code draws the outputs of a notebook. */
  async page(): Promise<Frame> {
    return waitUntil('the page of the outputs', () => this.findPage());
  }

  /** What is shown of a cache. */
  async cache(name: string): Promise<Locator> {
    return (await this.page()).getByRole('article', { name: `Cache ${name}`, exact: true });
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
