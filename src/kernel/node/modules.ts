import { isBuiltin } from 'node:module';
import path from 'node:path';
import { constants, Script } from 'node:vm';
import * as l10n from '@vscode/l10n';
import { HumanError } from '../../lessons/humanError.ts';

type Load = (specifier: string, options?: ImportCallOptions) => Promise<unknown>;

/** The file that imports for the cells. It is not there; only its folder matters. */
const IMPORTER = 'cell.js';

/** Imports what Node has, or a package or a file of `folder`. */
export async function loadModule(
  specifier: string,
  folder: string | undefined,
  options?: ImportCallOptions,
): Promise<unknown> {
  if (isBuiltin(specifier)) return import(specifier, options) as Promise<unknown>;
  if (folder === undefined) {
    throw new HumanError(
      l10n.t(
        '"{0}" cannot be imported: packages come from the workspace folder of the notebook, and it has none that is trusted.',
        specifier,
      ),
    );
  }
  const filename = path.join(folder, IMPORTER);
  const script = new Script('(specifier, options) => import(specifier, options)', {
    filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  try {
    return await (script.runInThisContext() as Load)(specifier, options);
  } catch (error) {
    throw advise(error, specifier, filename);
  }
}

/** Says what to do where the cell itself asks for what is not there. A module's own imports have Node's message. */
function advise(error: unknown, specifier: string, importer: string): unknown {
  if (!(error instanceof Error)) return error;
  const advice = adviceFor(error, specifier, importer);
  if (advice === undefined) return error;
  const { message, stack } = error;
  error.message = advice;
  if (stack?.includes(message)) error.stack = stack.replace(message, () => advice);
  return error;
}

function adviceFor(error: NodeJS.ErrnoException, specifier: string, importer: string): string | undefined {
  const { code, message } = error;
  const isFile = /^(?:\.{0,2}\/|file:)/.test(specifier);
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && isFile) return noKnownFile(specifier);
  if (!message.includes(importer)) return undefined;
  if (code === 'ERR_UNSUPPORTED_DIR_IMPORT') return folderInstead(specifier);
  if (code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  return isFile ? noSuchFile(specifier) : noSuchPackage(specifier);
}

function noSuchFile(specifier: string): string {
  return l10n.t(
    'There is no file "{0}" in the folder of the notebook. Write its whole name, with its ending, as in "./tools.js".',
    specifier,
  );
}

function folderInstead(specifier: string): string {
  return l10n.t(
    '"{0}" is a folder. Name a file in it, with its ending, as in "./tools/index.js".',
    specifier,
  );
}

function noKnownFile(specifier: string): string {
  return l10n.t(
    '"{0}" is a kind of file that Node cannot import. Import a file that ends with ".js", ".mjs" or ".cjs".',
    specifier,
  );
}

function noSuchPackage(specifier: string): string {
  return l10n.t(
    'There is no package "{0}" in the folder of the notebook. Install it there with npm.',
    specifier,
  );
}
