import type { Locator } from 'playwright-core';
import type { Person } from './person.ts';

/** The long run of all specs: hours of plain recursion, within what runs unasked. */
export const LONG_RUN = ['36', '1000', '1000'];

/** Runs a scenario by its title and answers the questions for its parameters, one after the other. */
export async function runsWith(person: Person, title: string, answers: readonly string[]): Promise<void> {
  await person.runs('Cachebook: Run a Scenario With Parameters…');
  await person.picks(title);
  for (const [index, text] of answers.entries()) {
    await person.sees(question(person, `${title} (${index + 1} of ${answers.length})`));
    await person.answers(text);
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
