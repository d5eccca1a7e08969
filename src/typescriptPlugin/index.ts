/**
 * A plugin of the TypeScript service that VS Code runs: it makes the cells of our notebooks one program.
 *
 * VS Code gives the service every cell as a file of its own. Those files share their global names, so a cell sees
 * what another one declares. What is missing is the engine's names, and what is too much are complaints that hold for
 * files and not for cells. Other files are not touched.
 */
import path from 'node:path';
import type * as TypeScript from 'typescript';
import { isCell } from './cells.ts';
import { createDiagnosticsFilter } from './diagnostics.ts';

/** Declares what cells have without an import. Stands beside the bundle of this plugin. */
const GLOBALS = path.join(__dirname, 'types/globals.d.ts');

/** What the TypeScript service calls to make the plugin. */
export function init(modules: { typescript: typeof TypeScript }): TypeScript.server.PluginModule {
  return { create: (info) => create(modules.typescript, info) };
}

function create(ts: typeof TypeScript, info: TypeScript.server.PluginCreateInfo): TypeScript.LanguageService {
  addGlobals(info.languageServiceHost);
  const service = info.languageService;
  const keep = createDiagnosticsFilter(ts, service);
  return new Proxy(service, {
    get(target, name, receiver) {
      if (name !== 'getSemanticDiagnostics') return Reflect.get(target, name, receiver) as unknown;
      return (file: string) => target.getSemanticDiagnostics(file).filter((each) => keep(file, each));
    },
  });
}

/** The declarations belong to a program as soon as it has a cell. */
function addGlobals(host: TypeScript.LanguageServiceHost): void {
  const own = host.getScriptFileNames.bind(host);
  host.getScriptFileNames = () => {
    const files = own();
    return files.some(isCell) ? [...files, GLOBALS.replaceAll('\\', '/')] : files;
  };
}
