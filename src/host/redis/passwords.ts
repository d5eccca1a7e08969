import type { SecretStorage } from 'vscode';
import { l10n, window } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';

/** A server that wants another user or password. */
export class LoginRefused extends HumanError {}

/** What a person has given, if only that there is none. */
export interface Login {
  readonly password: string | undefined;
}

/** The passwords of servers, kept by VS Code where it keeps secrets, one for each address. */
export class Passwords {
  constructor(private readonly secrets: SecretStorage) {}

  /** The one that is kept, or the one that the person gives; undefined where they give up. */
  async ask(address: string): Promise<Login | undefined> {
    const kept = await this.secrets.get(keyOf(address));
    if (kept !== undefined) return { password: kept };
    const password = await window.showInputBox({
      title: l10n.t('Password of {0}', address),
      prompt: l10n.t('Leave it empty where the server has none. VS Code keeps it as a secret.'),
      password: true,
      ignoreFocusOut: true,
    });
    return password === undefined ? undefined : { password: password === '' ? undefined : password };
  }

  /** To be called when a server has taken it. */
  async keep(address: string, { password }: Login): Promise<void> {
    if (password !== undefined) await this.secrets.store(keyOf(address), password);
  }

  /** To be called when the server wants another one. */
  async forget(address: string): Promise<void> {
    await this.secrets.delete(keyOf(address));
  }
}

function keyOf(address: string): string {
  return `cachebook.redis.password:${address}`;
}
