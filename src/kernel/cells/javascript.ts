import type { CellLanguage } from './language.ts';
import { openScript } from './script/run.ts';

/** JavaScript as in a module: strict, with top-level `await` and `import`. Shares its variables with TypeScript. */
export const javascript: CellLanguage = {
  id: 'javascript',
  open: (environment) => openScript(environment, false),
};
