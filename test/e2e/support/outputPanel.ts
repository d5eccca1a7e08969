import { waitUntil } from '../../vscode/window/waitUntil.ts';
import type { Person } from './person.ts';

/** The "Cachebook" output in the panel at the bottom. */
export class OutputPanel {
  constructor(private readonly person: Person) {}

  /** The lines that are in sight, from top to bottom. */
  async lines(): Promise<string[]> {
    const lines = await this.person.page.locator('.part.panel .output-view .view-line').evaluateAll((rows) =>
      rows.map((row) => ({
        top: Number.parseFloat((row as HTMLElement).style.top),
        // The editor writes its spaces as no-break spaces.
        text: row.textContent.replaceAll('\u00a0', ' '),
      })),
    );
    return lines.sort((a, b) => a.top - b.top).map(({ text }) => text);
  }

  /** Waits for lines that follow each other; a pattern stands for what differs from run to run. */
  async shows(...expected: readonly (string | RegExp)[]): Promise<void> {
    let lines: string[] = [];
    const isThere = async (): Promise<boolean> => {
      lines = await this.lines();
      return lines.some((_, start) => expected.every((line, index) => matches(lines[start + index], line)));
    };
    await waitUntil(expected.join(' | '), isThere).catch((error: unknown) => {
      throw new Error(`${String(error)} The output shows:\n${lines.join('\n')}`);
    });
  }

  /** Empties the panel. */
  async isCleared(): Promise<void> {
    await this.person.page.locator('.part.panel .action-label.codicon-clear-all').first().click();
    await waitUntil('an empty output', async () => (await this.lines()).join('') === '');
  }
}

function matches(line: string | undefined, expected: string | RegExp): boolean {
  return line !== undefined && (typeof expected === 'string' ? line === expected : expected.test(line));
}
