import type { Locator } from 'playwright-core';
import { waitUntil } from '../../vscode/window/waitUntil.ts';
import type { Person } from './person.ts';

/** Its title. */
export const WALKTHROUGH = 'Learn caching with Cachebook';

/** The walkthrough, as VS Code shows it. */
export class Walkthrough {
  constructor(private readonly person: Person) {}

  async opens(): Promise<void> {
    await this.person.runs('Cachebook: Open Walkthrough');
    await this.person.sees(this.page.getByText(WALKTHROUGH).first());
  }

  /** The titles of all steps. */
  async steps(): Promise<string[]> {
    return (await this.step('').locator('.step-title').allInnerTexts()).map((title) => title.trim());
  }

  /** The titles of the steps that are ticked. */
  async done(): Promise<string[]> {
    const ticked = this.page.locator('.getting-started-step[aria-checked="true"] .step-title');
    return (await ticked.allInnerTexts()).map((title) => title.trim());
  }

  ticked(title: string): Locator {
    return this.step(title).locator('.codicon.complete');
  }

  /** Unfolds a step, unless it is. */
  async selects(title: string): Promise<void> {
    const step = this.step(title);
    await waitUntil(`the step "${title}"`, async () => {
      if ((await step.getAttribute('aria-expanded')) === 'true') return true;
      await step
        .locator('.step-title')
        .click({ timeout: 2500 })
        .catch(() => undefined);
      return false;
    });
  }

  /** Presses the button of a step. VS Code unfolds the next step by itself when it hears that one is done. */
  async presses(title: string, name: string): Promise<void> {
    const button = this.step(title).getByRole('button', { name });
    await waitUntil(`the button "${name}"`, async () => {
      await this.selects(title);
      return button.click({ timeout: 2500 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Waits for the picture with this title and returns what it says to somebody who cannot see it. */
  picture(title: string): Promise<string> {
    return waitUntil(`the picture "${title}"`, async () => {
      for (const frame of this.page.frames()) {
        const picture = frame.getByRole('img', { name: title });
        if (await picture.isVisible().catch(() => false)) return picture.locator('desc').innerHTML();
      }
      return undefined;
    });
  }

  private get page(): Person['page'] {
    return this.person.page;
  }

  private step(title: string): Locator {
    return this.page.locator('.getting-started-step', { hasText: title });
  }
}
