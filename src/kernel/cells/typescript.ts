import { transform } from 'sucrase';
import type { CellLanguage } from './language.ts';
import { CompileError } from './script/compileError.ts';
import { openScript } from './script/run.ts';

/** TypeScript: its types are taken out, not checked; the rest is JavaScript. */
export const typescript: CellLanguage = {
  id: 'typescript',
  open: (environment) => openScript(environment, stripTypes),
};

/** The same code without types. Every line stays where it was. */
function stripTypes(code: string): string {
  try {
    return transform(code, {
      transforms: ['typescript'],
      disableESTransforms: true,
      // What one cell imports, another may use.
      keepUnusedImports: true,
    }).code;
  } catch (error) {
    throw CompileError.from(error);
  }
}
