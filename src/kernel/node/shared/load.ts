import { createRequire } from 'node:module';
import path from 'node:path';
import type * as shared from './main.ts';

/** What `dist/shared.js` brings: loaded when a shared cache, or its server, is first used. */
export function loadShared(): typeof shared {
  return createRequire(__filename)(path.join(__dirname, 'shared.js')) as typeof shared;
}
