import * as l10n from '@vscode/l10n';
import type {
  ClassDeclaration,
  FunctionDeclaration,
  ImportDeclaration,
  ModuleDeclaration,
  Pattern,
  Statement,
  VariableDeclaration,
} from 'acorn';
import { CompileError } from './compileError.ts';
import { Edits } from './edits.ts';
import { HELPER } from './helper.ts';
import type { Kind, ScriptScope } from './scope.ts';

/** Cannot be seen, and may stand in a name: makes a function's declaration one of another name. */
const INVISIBLE = '\u200c';

/** Rewrites what a cell declares at its top, so that it is assigned to variables that outlive the cell. */
export class Declarations {
  readonly edits: Edits;
  /** Variables of the scope. */
  readonly declared = new Map<string, Kind>();
  /** Variables of the cell alone, because the platform has their names. */
  readonly own = new Set<string>();
  /** What has to happen before the first statement. */
  hoisted = '';

  constructor(
    private readonly code: string,
    private readonly scope: ScriptScope,
  ) {
    this.edits = new Edits(code);
  }

  rewrite(statement: Statement | ModuleDeclaration): void {
    const { type } = statement;
    if (type === 'ImportDeclaration') this.rewriteImport(statement);
    else if (type === 'VariableDeclaration') this.rewriteVariables(statement);
    else if (type === 'FunctionDeclaration') this.rewriteFunction(statement);
    else if (type === 'ClassDeclaration') this.rewriteClass(statement);
    else if (type === 'ExportNamedDeclaration' && statement.declaration) {
      this.edits.replace(statement.start, statement.declaration.start, '');
      this.rewrite(statement.declaration);
    } else if (type.startsWith('Export')) {
      const line = this.code.slice(0, statement.start).split('\n').length;
      throw new CompileError(
        l10n.t('A cell exports nothing: other cells see its variables as they are'),
        line,
      );
    }
  }

  /** `inHead`: it stands in the head of a `for`, where nothing but an expression can be. */
  rewriteVariables(declaration: VariableDeclaration, inHead = false): void {
    const { kind, declarations, start } = declaration;
    if (kind !== 'const' && kind !== 'let' && kind !== 'var') return;
    const names = declarations.flatMap(({ id }) => namesOf(id));
    if (!this.declare(names, kind)) {
      if (!inHead) this.copyAfter(declaration.end, names);
      return;
    }
    this.edits.replace(start, declarations[0]?.start ?? start, inHead ? '' : ';(');
    if (inHead) return;
    for (const { init, end } of declarations) if (!init) this.edits.insert(end, ' = undefined');
    this.edits.insert(declarations.at(-1)?.end ?? start, ');');
  }

  private rewriteFunction({ id }: FunctionDeclaration): void {
    const name = id.name;
    if (!this.declare([name], 'var')) {
      this.hoisted += shadow(name);
      return;
    }
    this.edits.insert(id.end, INVISIBLE);
    this.hoisted += `${name} = ${HELPER}.rename(${name}${INVISIBLE}, "${name}");`;
  }

  private rewriteClass({ id, start, end }: ClassDeclaration): void {
    if (!this.declare([id.name], 'let')) {
      this.copyAfter(end, [id.name]);
      return;
    }
    this.edits.insert(start, `;(${id.name} = `);
    this.edits.insert(end, ');');
  }

  private rewriteImport({ specifiers, source, start, end }: ImportDeclaration): void {
    const names = specifiers.map(({ local }) => local.name);
    const isOwn = !this.declare(names, 'const');
    const targets = specifiers
      .map((specifier) => `${this.targetOf(specifier)} = ${HELPER}.module`)
      .join(', ');
    const assigned = isOwn ? `const ${targets};${names.map(shadow).join('')}` : `(${targets});`;
    const load = `;${HELPER}.module = await ${HELPER}.load(${JSON.stringify(source.value)});`;
    this.edits.replace(start, end, load + (names.length === 0 ? '' : assigned));
  }

  private targetOf(specifier: ImportDeclaration['specifiers'][number]): string {
    const { name } = specifier.local;
    if (specifier.type === 'ImportNamespaceSpecifier') return name;
    if (specifier.type === 'ImportDefaultSpecifier') return `{default: ${name}}`;
    return `{${this.code.slice(specifier.imported.start, specifier.imported.end)}: ${name}}`;
  }

  /** False where the names have to stay with the cell. */
  private declare(names: readonly string[], kind: Kind): boolean {
    if (names.some((name) => this.scope.isOfPlatform(name))) {
      for (const name of names) this.own.add(name);
      return false;
    }
    for (const name of names) this.declared.set(name, kind);
    return true;
  }

  private copyAfter(place: number, names: readonly string[]): void {
    this.edits.insert(place, `;${names.map(shadow).join('')}`);
  }
}

function shadow(name: string): string {
  return `${HELPER}.shadows.${name} = ${name};`;
}

function namesOf(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesOf(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesOf(element) : []));
    case 'RestElement':
      return namesOf(pattern.argument);
    case 'AssignmentPattern':
      return namesOf(pattern.left);
    case 'MemberExpression':
      return [];
  }
}
