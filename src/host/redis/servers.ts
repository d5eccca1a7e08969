import type { ExtensionContext } from 'vscode';
import { commands, l10n, window, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { Dashboard } from '../dashboard/dashboard.ts';
import { Current, Disposables } from '../lifecycle.ts';
import type { Platform, RedisLine } from '../platform.ts';
import type { SessionStore } from '../sessions/store.ts';
import { checkedAddress, problemOfAddress } from './address.ts';
import { Passwords } from './passwords.ts';
import { recordWorkload } from './recordWorkload.ts';
import { ServerSession } from './serverSession.ts';

const SETTING = 'cachebook.redis';

/** A person's own Redis or Valkey: on the dashboard, and as a source of workloads. Nothing is written there. */
export class Servers extends Disposables {
  private readonly passwords: Passwords;
  private readonly session = this.add(new Current<ServerSession>());
  private isConnecting = false;

  constructor(
    { secrets }: Pick<ExtensionContext, 'secrets'>,
    private readonly platform: Pick<Platform, 'redis'>,
    private readonly store: SessionStore,
    dashboard: Pick<Dashboard, 'onDidOpen'>,
    private readonly showError: (error: unknown) => void,
  ) {
    super();
    this.passwords = new Passwords(secrets);
    this.add(
      commands.registerCommand('cachebook.connectRedis', (address?: unknown) => this.command(address)),
    );
    this.add(
      commands.registerCommand('cachebook.recordRedisWorkload', (...args: unknown[]) =>
        this.guarded(() =>
          recordWorkload(
            this.platform.redis,
            this.passwords,
            () => this.askAddress(),
            ...(args as [object?]),
          ),
        ),
      ),
    );
    // Who has set an address wants to see the server wherever caches are seen.
    this.add(dashboard.onDidOpen(() => void this.connectToTheSetOne().catch(showError)));
  }

  private async command(address: unknown): Promise<string | undefined> {
    return this.guarded(async () => {
      const chosen = address === undefined ? await this.askAddress() : checkedAddress(address);
      const id = chosen === undefined ? undefined : await this.connect(chosen);
      if (id !== undefined) await commands.executeCommand('cachebook.openDashboard');
      return id;
    });
  }

  private async connectToTheSetOne(): Promise<void> {
    const address = setAddress();
    if (address === '' || this.session.value || this.isConnecting || !workspace.isTrusted) return;
    await this.connect(checkedAddress(address));
  }

  /** The address that is set, or the one that the person gives. */
  private async askAddress(): Promise<string | undefined> {
    const set = setAddress();
    const address = await window.showInputBox({
      title: l10n.t('Address of a Redis or Valkey'),
      prompt: l10n.t('redis://localhost:6379, rediss:// for an encrypted line, or unix:///tmp/redis.sock'),
      value: typeof set === 'string' && set !== '' ? set : 'redis://localhost:6379',
      ignoreFocusOut: true,
      validateInput: (text) => problemOfAddress(text.trim()),
    });
    return address === undefined ? undefined : checkedAddress(address);
  }

  /** Connects and gives the session; nothing where the person has given up. */
  private async connect(address: string): Promise<string | undefined> {
    this.isConnecting = true;
    try {
      const line = await this.open(address);
      if (!line) return undefined;
      const session = new ServerSession(this.store, address, line, () => {
        if (this.session.value === session) this.session.value = undefined;
      });
      this.session.value = session;
      line.onProblem((problem) => session.tell(problem));
      return session.id;
    } finally {
      this.isConnecting = false;
    }
  }

  private async open(address: string): Promise<RedisLine | undefined> {
    const login = await this.passwords.ask(address);
    if (!login) return undefined;
    const line = await this.platform.redis.connect(address, login.password);
    if (line.problem === undefined) {
      await this.passwords.keep(address, login);
      return line;
    }
    const { problem, wantsLogin } = line;
    await line.close();
    if (wantsLogin) await this.passwords.forget(address);
    throw new HumanError(problem);
  }

  private async guarded<T>(task: () => Promise<T>): Promise<T | undefined> {
    try {
      return await task();
    } catch (error) {
      this.showError(error);
      throw error;
    }
  }
}

/** What is set as the address of the person's own server. */
function setAddress(): unknown {
  return workspace.getConfiguration(SETTING).get<unknown>('url', '');
}
