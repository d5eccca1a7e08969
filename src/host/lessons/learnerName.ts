import type { Memento } from 'vscode';
import { l10n, window } from 'vscode';

const KEY = 'lessons.name';

/** How a person's teacher knows them: asked once, and kept. */
export class LearnerName {
  constructor(private readonly memory: Memento) {}

  /** The name that is kept; empty where none is. */
  get known(): string {
    const name = this.memory.get<unknown>(KEY);
    return typeof name === 'string' ? name : '';
  }

  /** The name; a person is asked where none is kept. Undefined where they would rather not say it. */
  async get(): Promise<string | undefined> {
    return this.known === '' ? this.ask() : this.known;
  }

  /** Asks for another name. Resolves with it; undefined where it stays. */
  async ask(): Promise<string | undefined> {
    const name = await window.showInputBox({
      title: l10n.t('Name in Progress Reports'),
      prompt: l10n.t(
        'Your name, as your teacher knows it. It stays on this machine until you export your progress.',
      ),
      value: this.known,
      ignoreFocusOut: true,
      validateInput: (text) => (text.trim() === '' ? l10n.t('Write a name, or press Escape.') : undefined),
    });
    if (name === undefined) return undefined;
    await this.memory.update(KEY, name.trim());
    return name.trim();
  }
}
