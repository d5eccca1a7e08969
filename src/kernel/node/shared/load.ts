import { createRequire } from 'node:module';
import path from 'node:path';

/** What `dist/shared.js` brings: loaded when a shared cache, or its server, is first used. */
export function loadShared(): typeof import('./main.ts') {
  return createRequire(__filename)(path.join(__dirname, 'shared.js')) as typeof import('./main.ts');
}
