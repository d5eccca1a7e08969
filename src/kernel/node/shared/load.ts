import { createRequire } from 'node:module';
import path from 'node:path';
import { systemTimers } from '../../../shared/index.ts';
import type { ConnectOptions, SharedConnection, Timers } from '../../../shared/index.ts';

/** What `main.ts` exports, in a bundle of its own: most kernels never connect. */
interface Loaded {
  connectShared(url: string, options: ConnectOptions | undefined, timers: Timers): Promise<SharedConnection>;
}

/** Connects with timers that no cell can stop. */
export async function connectShared(url: string, options?: ConnectOptions): Promise<SharedConnection> {
  const loaded = createRequire(__filename)(path.join(__dirname, 'shared.js')) as Loaded;
  return loaded.connectShared(url, options, systemTimers);
}
