import * as l10n from '@vscode/l10n';
import type { CellVariables } from './scope.ts';

/** An `import` statement. */
export interface Imported {
  readonly specifier: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly line: number;
  /** What of the module each variable stands for: a name, `*` for all of it, `=` for what `require` would give. */
  readonly names: Readonly<Record<string, string>>;
  /** What of it has to be there. The rest may be types. */
  readonly needed: readonly string[];
}

type Load = (specifier: string, options?: ImportCallOptions) => Promise<unknown>;
type Module = Readonly<Record<string, unknown>>;

/** Loads a module and gives a cell's variables their values, live as the module changes them. */
export async function importInto(
  { first, link }: Pick<CellVariables, 'first' | 'link'>,
  { specifier, attributes, names, needed }: Imported,
  load: Load,
): Promise<void> {
  const options = attributes && { with: { ...attributes } };
  const module = (await load(specifier, options)) as Module;
  for (const [name, exported] of Object.entries(names)) {
    if (exported === '*') first[name] = module;
    else if (exported === '=') first[name] = module['default'] ?? module;
    else if (exported in module) link(name, () => module[exported]);
    else if (needed.includes(name)) throw new SyntaxError(missing(specifier, exported));
  }
}

function missing(specifier: string, name: string): string {
  return l10n.t('The module "{0}" has no export named "{1}".', specifier, name);
}
