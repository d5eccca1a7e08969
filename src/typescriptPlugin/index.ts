/**
 * A plugin of the TypeScript service that VS Code runs: it tells the service what cells of our notebooks have without an
 * import.
 *
 * VS Code gives the service every cell as a file of its own. Those files share their global names, so a cell sees what
 * another one declares; type errors in cells VS Code never shows, for a cell may declare again what another one has.
 * Other files are not touched.
 */
import path from 'node:path';
import type * as TypeScript from 'typescript';
import { isCell } from './cells.ts';
import { topLevelDeclarations } from './declarations.ts';

/** Declares what cells have without an import. Stands beside the bundle of this plugin. */
const GLOBALS = path.join(__dirname, 'types/globals.d.ts');

/** What the TypeScript service calls to make the plugin. */
export function init(modules: { typescript: typeof TypeScript }): TypeScript.server.PluginModule {
  return { create: (info) => create(modules.typescript, info) };
}

function create(ts: typeof TypeScript, info: TypeScript.server.PluginCreateInfo): TypeScript.LanguageService {
  addGlobals(info.languageServiceHost);
  const service = info.languageService;
  return new Proxy(service, {
    get(target, name, receiver) {
      if (name !== 'getSuggestionDiagnostics') return Reflect.get(target, name, receiver) as unknown;
      return (file: string) => suggestionsFor(ts, target, file);
    },
  });
}

/** What a cell declares is never called unused: the next cell may use it. */
function suggestionsFor(
  ts: typeof TypeScript,
  service: TypeScript.LanguageService,
  file: string,
): TypeScript.DiagnosticWithLocation[] {
  const suggestions = service.getSuggestionDiagnostics(file);
  const source = isCell(file) ? service.getProgram()?.getSourceFile(file) : undefined;
  if (!source) return suggestions;
  const places = new Set(
    topLevelDeclarations(ts, source).map((node) => `${node.getStart(source)}-${node.getEnd()}`),
  );
  const isOfCell = ({ reportsUnnecessary, start, length }: TypeScript.DiagnosticWithLocation): boolean =>
    reportsUnnecessary !== undefined && places.has(`${start}-${start + length}`);
  return suggestions.filter((each) => !isOfCell(each));
}

/** The declarations belong to a program as soon as it has a cell. */
function addGlobals(host: TypeScript.LanguageServiceHost): void {
  const own = host.getScriptFileNames.bind(host);
  host.getScriptFileNames = () => {
    const files = own();
    return files.some(isCell) ? [...files, GLOBALS.replaceAll('\\', '/')] : files;
  };
}
