import type * as TypeScript from 'typescript';

/** The names that a file declares or imports at its top level. */
export function topLevelNames(ts: typeof TypeScript, file: TypeScript.SourceFile): string[] {
  return file.statements.flatMap((statement) => namesOf(ts, statement));
}

function namesOf(ts: typeof TypeScript, statement: TypeScript.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => namesIn(ts, name));
  if (ts.isImportDeclaration(statement)) return importedNames(ts, statement.importClause);
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  )
    return statement.name ? [statement.name.text] : [];
  return [];
}

function namesIn(ts: typeof TypeScript, name: TypeScript.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : namesIn(ts, element.name),
  );
}

function importedNames(ts: typeof TypeScript, clause: TypeScript.ImportClause | undefined): string[] {
  if (!clause) return [];
  const own = clause.name ? [clause.name.text] : [];
  const { namedBindings } = clause;
  if (!namedBindings) return own;
  if (ts.isNamespaceImport(namedBindings)) return [...own, namedBindings.name.text];
  return [...own, ...namedBindings.elements.map(({ name }) => name.text)];
}
