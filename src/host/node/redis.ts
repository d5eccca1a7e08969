import { createRequire } from 'node:module';
import path from 'node:path';
import { l10n } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { ConnectShared } from '../../sharing/index.ts';
import type { Redis } from '../platform.ts';
import { LoginRefused } from '../redis/passwords.ts';

/** What `dist/shared.js` brings. */
interface SharedModule {
  readonly takeTranslations: (contents: object | undefined) => void;
  readonly connectShared: ConnectShared;
  readonly monitor: (
    url: string,
    options: { readonly password?: string | undefined; readonly signal: AbortSignal },
    onLine: (line: string) => void,
  ) => Promise<void>;
}

/** Lines by the client of shared caches, which is loaded when it is first used. */
export function createRedis(folder = __dirname): Redis {
  const load = (): SharedModule => {
    const loaded = createRequire(path.join(folder, 'extension.js'))('./shared.js') as SharedModule;
    loaded.takeTranslations(l10n.bundle);
    return loaded;
  };
  return {
    async connect(address, password) {
      const listeners: ((problem: string | undefined) => void)[] = [];
      const onProblem = (problem: string | undefined): void => {
        for (const listener of listeners) listener(problem);
      };
      const line = await load().connectShared(address, { password, onProblem });
      return {
        get problem() {
          return line.problem;
        },
        get wantsLogin() {
          return line.wantsLogin;
        },
        onProblem: (listener) => void listeners.push(listener),
        info: async () => String(await line.command(['INFO'])),
        close: () => line.close(),
      };
    },
    async monitor(address, password, signal, onLine) {
      try {
        await load().monitor(address, { password, signal }, onLine);
      } catch (error) {
        const { message, wantsLogin } = error as Error & { readonly wantsLogin?: boolean };
        throw wantsLogin ? new LoginRefused(message) : new HumanError(message);
      }
    },
  };
}
