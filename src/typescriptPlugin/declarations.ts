import type * as TypeScript from 'typescript';

type Node = TypeScript.Node;

/**
 * What declares the variables of a file that others see: at its top level, and with `var` further inside. With each
 * declaration come its parts, down to the names.
 */
export function topLevelDeclarations(ts: typeof TypeScript, file: TypeScript.SourceFile): Node[] {
  return file.statements.flatMap((statement) => [...declarationsAt(ts, statement), ...varsIn(ts, statement)]);
}

function declarationsAt(ts: typeof TypeScript, statement: TypeScript.Statement): Node[] {
  if (ts.isVariableStatement(statement))
    return isVar(ts, statement.declarationList) ? [] : partsOf(ts, statement);
  const isDeclaration =
    ts.isImportDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isDeclaration ? partsOf(ts, statement) : [];
}

/** A `var` in a block or a loop is a variable of the whole file. */
function varsIn(ts: typeof TypeScript, node: Node): Node[] {
  if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isModuleDeclaration(node)) return [];
  if (isVar(ts, node)) return partsOf(ts, node);
  const found: Node[] = [];
  ts.forEachChild(node, (child) => void found.push(...varsIn(ts, child)));
  return found;
}

function isVar(ts: typeof TypeScript, node: Node): boolean {
  return ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0;
}

function partsOf(ts: typeof TypeScript, node: Node): Node[] {
  return [node, ...partsIn(ts, node).flatMap((part) => partsOf(ts, part))];
}

function partsIn(ts: typeof TypeScript, node: Node): readonly Node[] {
  if (ts.isVariableStatement(node)) return [node.declarationList];
  if (ts.isVariableDeclarationList(node)) return node.declarations;
  if (ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node) || ts.isNamedImports(node))
    return node.elements;
  if (ts.isImportDeclaration(node)) return node.importClause ? [node.importClause] : [];
  const bindings = ts.isImportClause(node) ? node.namedBindings : undefined;
  const { name } = node as { readonly name?: Node };
  return [name, bindings].filter((part) => part !== undefined);
}
