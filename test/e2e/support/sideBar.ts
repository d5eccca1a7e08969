import type { Locator } from 'playwright-core';
import { waitUntil } from '../../vscode/window/waitUntil.ts';
import type { Person } from './person.ts';

/** The views behind Cachebook's icon in the activity bar. */
export class SideBar {
  constructor(private readonly person: Pick<Person, 'page' | 'sees'>) {}

  /** A click on the icon of what is shown already would hide it. */
  async opens(): Promise<void> {
    if (await this.view('Scenarios').isVisible()) return;
    await this.person.page.locator('.part.activitybar').getByRole('tab', { name: 'Cachebook' }).click();
    await this.person.sees(this.view('Scenarios'));
  }

  welcome(view: string): Locator {
    return this.view(view).locator('.welcome-view-content');
  }

  row(view: string, text: string | RegExp): Locator {
    return this.view(view).locator('.monaco-list-row', { hasText: text }).first();
  }

  /** The labels of all rows. */
  async labels(view: string): Promise<string[]> {
    const rows = this.view(view).locator('.monaco-list-row .label-name');
    await waitUntil(`rows of ${view}`, async () => (await rows.count()) > 0);
    return rows.allInnerTexts();
  }

  private view(title: string): Locator {
    const header = this.person.page.locator('.pane-header', { hasText: title });
    return this.person.page.locator('.part.sidebar .pane', { has: header });
  }
}
