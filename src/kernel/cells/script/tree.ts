import type {
  Function,
  Identifier,
  Node,
  Statement,
  TSEnumDeclaration,
  TSModuleDeclaration,
} from '@babel/types';

/** What surrounds a node in the parser's own words, and is no part of the program. */
const NOTES = new Set(['loc', 'extra', 'errors', 'leadingComments', 'innerComments', 'trailingComments']);

/** Nodes of TypeScript that stand for something when the program runs. All others are types. */
const RUNNING = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSParameterProperty',
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSImportEqualsDeclaration',
  'TSExternalModuleReference',
  'TSExportAssignment',
]);

export function isType({ type }: Node): boolean {
  return (type.startsWith('TS') && !RUNNING.has(type)) || type === 'ClassImplements';
}

/** A place in the text. */
export function startOf({ start }: Node): number {
  return start ?? 0;
}

export function endOf({ end }: Node): number {
  return end ?? 0;
}

export function* childrenOf(node: Node): Generator<Node> {
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (NOTES.has(key)) continue;
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(child)) yield child;
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';
}

export function isFunction(node: Node): node is Function {
  return /Function(?:Declaration|Expression)$|^(?:Object|Class|ClassPrivate)Method$/.test(node.type);
}

/** A function or class without a name of its own, which gets that of its variable. */
export function isAnonymous(node: Node): boolean {
  if (node.type === 'ArrowFunctionExpression') return true;
  return (node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id;
}

/** The statement itself, or what it exports. */
export function exportedOr(statement: Statement): Statement {
  return statement.type === 'ExportNamedDeclaration' && statement.declaration
    ? statement.declaration
    : statement;
}

/** The identifiers that a pattern binds. */
export function bindingsOf(pattern: Node | null | undefined): Identifier[] {
  const find = pattern && BINDINGS[pattern.type];
  return find ? (find as (node: Node) => Identifier[])(pattern) : [];
}

type Find<T> = { readonly [K in Node['type']]?: (node: Extract<Node, { type: K }>) => T[] };

const BINDINGS: Find<Identifier> = {
  Identifier: (identifier) => [identifier],
  ObjectPattern: ({ properties }) => properties.flatMap(bindingsOf),
  ObjectProperty: ({ value }) => bindingsOf(value),
  ArrayPattern: ({ elements }) => elements.flatMap(bindingsOf),
  RestElement: ({ argument }) => bindingsOf(argument),
  AssignmentPattern: ({ left }) => bindingsOf(left),
  TSParameterProperty: ({ parameter }) => bindingsOf(parameter),
};

/** What the statements of a block declare for it: everything but `var`. */
export function lexicalNames(statements: readonly Statement[]): string[] {
  return statements.map(exportedOr).flatMap((statement) => {
    if ('declare' in statement && statement.declare) return [];
    const find = LEXICAL[statement.type];
    return find ? (find as (node: Node) => string[])(statement) : [];
  });
}

const LEXICAL: Find<string> = {
  VariableDeclaration: ({ kind, declarations }) =>
    kind === 'var' ? [] : declarations.flatMap(({ id }) => namesIn(id)),
  FunctionDeclaration: ({ id }) => namesIn(id),
  ClassDeclaration: ({ id }) => namesIn(id),
  TSEnumDeclaration: ({ id }) => [id.name],
  TSModuleDeclaration: (declaration) => (isRunning(declaration) ? [rootOf(declaration)] : []),
  TSImportEqualsDeclaration: ({ importKind, id }) => (importKind === 'type' ? [] : [id.name]),
};

/** What `var` declares in a node, for the function around it. */
export function varNames(node: Node): string[] {
  if (isFunction(node) || isType(node)) return [];
  if (/^Class|^StaticBlock$|^TSModuleDeclaration$/.test(node.type)) return [];
  const own =
    node.type === 'VariableDeclaration' && node.kind === 'var' && !node.declare
      ? node.declarations.flatMap(({ id }) => namesIn(id))
      : [];
  return [...own, ...[...childrenOf(node)].flatMap(varNames)];
}

export function namesIn(pattern: Node | null | undefined): string[] {
  return bindingsOf(pattern).map(({ name }) => name);
}

/** The first name of `namespace A.B.C`. */
export function rootOf({ id }: TSModuleDeclaration): string {
  return id.type === 'Identifier' ? id.name : id.value;
}

/** Whether a namespace has anything but types. */
export function isRunning({ body, declare, id }: TSModuleDeclaration): boolean {
  if (declare || id.type === 'StringLiteral') return false;
  if (body.type === 'TSModuleDeclaration') return isRunning(body);
  return body.body.map(exportedOr).some((statement) => {
    if ('declare' in statement && statement.declare) return false;
    if (statement.type === 'TSModuleDeclaration') return isRunning(statement);
    if (statement.type === 'TSImportEqualsDeclaration') return statement.importKind !== 'type';
    return !isType(statement);
  });
}

export function memberNames(declaration: TSEnumDeclaration): string[] {
  return membersOf(declaration).map(({ id }) => (id.type === 'Identifier' ? id.name : id.value));
}

export function membersOf(declaration: TSEnumDeclaration): TSEnumDeclaration['members'] {
  return declaration.body?.members ?? declaration.members;
}

/** The variables that a namespace exports: in it and its like, they are properties. */
export function exportedVariables({ body }: TSModuleDeclaration): string[] {
  if (body.type === 'TSModuleDeclaration') return [];
  return body.body.flatMap((statement) => {
    const exported = exportedOr(statement);
    const isVariable = exported !== statement && exported.type === 'VariableDeclaration';
    return isVariable ? exported.declarations.flatMap(({ id }) => namesIn(id)) : [];
  });
}

/** What stands inside of assertions about its type. */
export function unwrapped(node: Node): Node {
  const isAsserted =
    node.type === 'TSAsExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'TSNonNullExpression' ||
    node.type === 'TSTypeAssertion';
  return isAsserted ? unwrapped(node.expression) : node;
}
