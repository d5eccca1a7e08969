import path from 'node:path';
import { packExtension } from '../pack.ts';

/**
 * Packs the extension that shows Cachebook when a window opens. Cachebook's own activation cannot do that, for it runs in
 * everybody's VS Code, where nothing opens by itself; and no setting of VS Code opens a walkthrough or a view.
 * @returns the packed file
 */
export function packWelcome(): Promise<string> {
  return packExtension(path.join(import.meta.dirname, 'extension'), 'welcome');
}
