import { createRequire } from 'node:module';
import path from 'node:path';
import { HumanError } from '../../lessons/humanError.ts';
import type { ConnectShared } from '../../sharing/index.ts';
import type { Redis } from '../platform.ts';

/** What `dist/shared.js` brings. */
interface SharedModule {
  readonly connectShared: ConnectShared;
  readonly monitor: (
    url: string,
    options: { readonly password?: string | undefined; readonly signal: AbortSignal },
    onLine: (line: string) => void,
  ) => Promise<void>;
}

/** Lines by the client of shared caches, which is loaded when it is first used. */
export function createRedis(folder = __dirname): Redis {
  const load = (): SharedModule =>
    createRequire(path.join(folder, 'extension.js'))('./shared.js') as SharedModule;
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
        onProblem: (listener) => void listeners.push(listener),
        info: async () => String(await line.command(['INFO'])),
        close: () => line.close(),
      };
    },
    async monitor(address, password, signal, onLine) {
      try {
        await load().monitor(address, { password, signal }, onLine);
      } catch (error) {
        throw new HumanError(error instanceof Error ? error.message : String(error));
      }
    },
  };
}
