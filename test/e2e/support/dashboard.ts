import type { Frame, Locator } from 'playwright-core';
import { waitUntil } from '../../vscode/window/waitUntil.ts';
import { findWebview, webviewFrame } from '../../vscode/window/webviews.ts';
import type { Person } from './person.ts';

const TITLE = 'Cachebook Dashboard';

/** The dashboard in a person's window. */
export class Dashboard {
  constructor(private readonly person: Person) {}

  /** Opens it and waits until it has the focus. */
  async opens(): Promise<void> {
    await this.person.runs('Cachebook: Open Dashboard');
    await this.isFocused();
  }

  /** Waits until it has the focus, once it is opened: a question that is asked before loses it then, and goes away. */
  async isFocused(): Promise<void> {
    await this.person.sees((await this.frame()).locator('main[aria-busy="false"]'));
    const isFocused = (): Promise<boolean> =>
      this.person.page.evaluate(() => document.activeElement?.tagName === 'IFRAME');
    await waitUntil('the focus in the dashboard', isFocused);
  }

  /** Takes away the runs of those who were here before; a notebook that has just been closed ends in its own time. */
  async empties(): Promise<void> {
    const frame = await this.frame();
    await waitUntil('an empty dashboard', async () => {
      if (await frame.getByRole('heading', { name: 'No caches yet' }).isVisible()) return true;
      const remove = frame.getByRole('button', { name: /^Remove / }).last();
      await remove.click({ timeout: 1000 }).catch(() => undefined);
      return false;
    });
  }

  /** Its page, which is another one after it was hidden or the window was reloaded. */
  frame(): Promise<Frame> {
    return webviewFrame(this.person.page, TITLE);
  }

  /** Its tab, which brings it to the front again. */
  get tab(): Locator {
    return this.person.page.locator('.tab', { hasText: TITLE });
  }

  /** Waits until it lies behind another editor. */
  async isHidden(): Promise<void> {
    const gone = async (): Promise<boolean> => (await findWebview(this.person.page, TITLE)) === undefined;
    await waitUntil('the dashboard to be hidden', gone);
  }

  /** Waits until a text is in sight; its page may be another one meanwhile. */
  async shows(text: string | RegExp): Promise<void> {
    await waitUntil(`${String(text)} in the dashboard`, () => this.isInSight(text));
  }

  /** The same for the newest run of a title that has ended: it is unfolded, also where the end of another one folds it. */
  async showsOf(title: string, text: string | RegExp): Promise<void> {
    await waitUntil(`${String(text)} of ${title} in the dashboard`, async () => {
      await this.unfolds(title);
      return this.isInSight(text);
    });
  }

  private async isInSight(text: string | RegExp): Promise<boolean | undefined> {
    const frame = await findWebview(this.person.page, TITLE);
    return frame
      ?.getByText(text, { exact: true })
      .first()
      .isVisible()
      .catch(() => false);
  }

  async button(name: string): Promise<Locator> {
    return (await this.frame()).getByRole('button', { name, exact: true });
  }

  async presses(name: string): Promise<void> {
    await (await this.button(name)).click();
  }

  /** The section of one run. */
  async run(title: string): Promise<Locator> {
    return (await this.frame()).getByRole('region', { name: title, exact: true });
  }

  /** Opens the section of a run that has ended, the newest of that title, unless it is open. */
  async unfolds(title: string): Promise<void> {
    const heading = (await this.run(title)).first().getByRole('button', { name: title, exact: true });
    await this.person.sees(heading);
    if ((await heading.getAttribute('aria-expanded')) !== 'true') await heading.click();
  }

  /** The card of one cache. */
  async card(name: string): Promise<Locator> {
    return (await this.frame()).getByRole('article', { name: `Cache ${name}`, exact: true });
  }

  /** The small labelled numbers of one list, such as "Counters of stepsTo". */
  async numbers(label: string): Promise<Record<string, string>> {
    const list = (await this.frame()).getByLabel(label, { exact: true });
    const pairs = await list
      .locator('> div')
      .evaluateAll((divs) =>
        divs.map((div) => [div.children[0]?.textContent ?? '', div.children[1]?.textContent ?? '']),
      );
    return Object.fromEntries(pairs) as Record<string, string>;
  }

  /** The rows of a table, the cells as text. */
  async rows(caption: string): Promise<string[][]> {
    const rows = (await this.frame()).getByRole('region', { name: caption }).locator('tbody tr');
    await this.person.sees(rows.first());
    return rows.evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  }
}
