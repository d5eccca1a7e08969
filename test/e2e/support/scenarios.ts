import type { Locator } from 'playwright-core';
import type { Person } from './person.ts';

/** The long run of all specs: hours of plain recursion, within what runs unasked. */
export const LONG_RUN = ['36', '1000', '1000'];

/**
 * Runs a scenario by its title and answers the questions for its parameters, one after the other. The last box goes when
 * its answer has been looked at: whoever opens another before takes it away.
 */
export async function runsWith(person: Person, title: string, answers: readonly string[]): Promise<void> {
  await person.runs('Cachebook: Run a Scenario With Parameters…');
  await person.picks(title);
  for (const [index, text] of answers.entries()) {
    const asked = question(person, `${title} (${index + 1} of ${answers.length})`);
    await person.sees(asked);
    await person.answers(text);
    await person.seesNoMore(asked);
  }
}

/** The title of an open question. */
export function question(person: Person, text: string): Locator {
  return person.page.locator('.quick-input-title', { hasText: text });
}

/** What the status bar shows while something runs. */
export function statusItem(person: Person): Locator {
  return person.page.locator('.part.statusbar .statusbar-item[id*="cachebook.running"]');
}
