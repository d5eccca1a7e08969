import { createRequire } from 'node:module';
import path from 'node:path';
import { systemTimers } from '../../../sharing/index.ts';
import type { ConnectOptions, SharedConnection } from '../../../sharing/index.ts';
import { takenTranslations } from '../../translations.ts';
import type * as shared from './main.ts';

/** What `main.ts` exports, in a bundle of its own: most kernels never connect. */
export function loadShared(): typeof shared {
  const loaded = createRequire(__filename)(path.join(__dirname, 'shared.js')) as typeof shared;
  loaded.takeTranslations(takenTranslations());
  return loaded;
}

/** Connects with timers that no cell can stop. */
export async function connectShared(url: string, options?: ConnectOptions): Promise<SharedConnection> {
  return loadShared().connectShared(url, options, systemTimers);
}
