import type * as TypeScript from 'typescript';
import { areNeighbours, isCell } from './cells.ts';
import { topLevelNames } from './topLevelNames.ts';

/** Complaints that do not hold for cells, by the code that TypeScript gives them. */
const NOT_FOR_CELLS = new Set([
  // A cell may declare again what an earlier cell, or itself in an earlier form, has declared.
  2300, 2323, 2384, 2393, 2403, 2440, 2451, 2567, 2813, 2814,
  // A cell may await at its top level, and the kernel runs the modules of the platform.
  1375, 1378, 1431, 1432, 2580, 2591,
]);

/** "Cannot find name", in its forms. */
const NAME_NOT_FOUND = new Set([2304, 2552, 18004]);

/** "Cannot find module". */
const MODULE_NOT_FOUND = 2307;

/** Says which diagnostics of a file a person should see. */
export function createDiagnosticsFilter(
  ts: typeof TypeScript,
  service: TypeScript.LanguageService,
): (file: string, diagnostic: TypeScript.Diagnostic) => boolean {
  return (file, diagnostic) => {
    if (!isCell(file)) return true;
    if (NOT_FOR_CELLS.has(diagnostic.code)) return false;
    const text = textOf(diagnostic);
    if (diagnostic.code === MODULE_NOT_FOUND) return !/^['"]node:/.test(text);
    return !(NAME_NOT_FOUND.has(diagnostic.code) && neighbourNames(ts, service, file).has(text));
  };
}

/** The code that a diagnostic is about. */
function textOf({ file, start = 0, length = 0 }: TypeScript.Diagnostic): string {
  return file?.text.slice(start, start + length) ?? '';
}

/**
 * The names that other cells of the notebook declare. TypeScript takes a cell with an import for a module, whose names
 * are its own; in the notebook they are everybody's.
 */
function neighbourNames(
  ts: typeof TypeScript,
  service: TypeScript.LanguageService,
  file: string,
): ReadonlySet<string> {
  const files = service.getProgram()?.getSourceFiles() ?? [];
  const neighbours = files.filter(({ fileName }) => isCell(fileName) && areNeighbours(fileName, file));
  return new Set(neighbours.flatMap((each) => topLevelNames(ts, each)));
}
