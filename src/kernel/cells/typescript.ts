import type { CellLanguage } from './language.ts';
import { openScript } from './script/run.ts';

/** TypeScript: its types are taken out, not checked; the rest is JavaScript. */
export const typescript: CellLanguage = {
  id: 'typescript',
  open: (environment) => openScript(environment, true),
};
