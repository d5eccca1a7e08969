import type { Node } from '@babel/types';
import * as l10n from '@vscode/l10n';
import { rewriteClass, rewriteClassBody, rewriteMember, rewriteParameterProperty } from './classes.ts';
import { rewriteClassDeclaration, rewriteFunctionDeclaration, rewriteVariables } from './declarations.ts';
import { rewriteEnum, rewriteNamespace } from './enums.ts';
import { rewriteFunction } from './functions.ts';
import { rewriteExport, rewriteImport, rewriteImportEquals } from './modules.ts';
import { HELPER } from './names.ts';
import { guardAwait, guardBlock, guardLoop } from './reentry.ts';
import type { Handler, Handlers } from './rewriter.ts';
import { eachWithResource, refuseInLoop, withResources } from './using.ts';
import { endOf, isAnonymous, lexicalNames, namesIn, startOf, varNames } from './tree.ts';

type Of<T extends Node['type']> = Extract<Node, { type: T }>;

const nothing = (): void => undefined;

const member: Handler<Of<'MemberExpression'> | Of<'OptionalMemberExpression'>> = (rewriter, node, place) => {
  rewriter.visit(node.object, place);
  if (node.computed) rewriter.visit(node.property, place);
};

const loop: Handler<Of<'ForInStatement'> | Of<'ForOfStatement'>> = (rewriter, node, place) => {
  const { left, right, body } = node;
  if (node.type === 'ForOfStatement' && node.await) guardLoop(rewriter, node);
  if (left.type !== 'VariableDeclaration') {
    rewriter.assign(left, place);
    rewriter.visitAll([left, right, body], place);
    return;
  }
  const inside = rewriter.inside(place, lexicalNames([left]));
  rewriteVariables(rewriter, left, inside, { inHead: true });
  rewriter.visit(right, inside);
  if (left.kind === 'using' || left.kind === 'await using') eachWithResource(rewriter, left, body, inside);
  rewriter.visit(body, inside);
};

/** `as` and `satisfies`. */
const asserted: Handler<Of<'TSAsExpression'> | Of<'TSSatisfiesExpression'>> = (rewriter, node, place) => {
  rewriter.visit(node.expression, place);
  rewriter.edits.erase(rewriter.tokenBefore(startOf(node.typeAnnotation)).start, endOf(node));
};

/** What is done with each kind of node. */
export const handlers: Handlers = {
  Identifier(rewriter, node, place) {
    const { end } = rewriter.tokenFrom(startOf(node));
    const text = rewriter.textOf(node, place);
    if (text !== node.name) rewriter.edits.replace(startOf(node), end, text);
    rewriter.values.add(node.name);
    if (end < endOf(node)) rewriter.edits.erase(end, endOf(node));
  },
  PrivateName: nothing,
  MetaProperty(rewriter, node) {
    if (node.meta.name === 'import') rewriter.refuse(node, noMeta());
  },
  MemberExpression: member,
  OptionalMemberExpression: member,
  ImportExpression(rewriter, node, place) {
    rewriter.edits.replace(startOf(node), startOf(node) + 'import'.length, `${HELPER}.load`);
    rewriter.visitChildren(node, place);
  },
  ObjectProperty(rewriter, node, place) {
    if (node.shorthand) {
      const inner = node.value.type === 'AssignmentPattern' ? node.value.left : node.value;
      if (inner.type === 'Identifier' && rewriter.textOf(inner, place) !== inner.name)
        rewriter.edits.open(startOf(node), `${inner.name}: `);
    } else if (node.computed) rewriter.visit(node.key, place);
    else rewriter.nameCache(node.key, node.value);
    rewriter.visit(node.value, place);
  },
  AwaitExpression(rewriter, node, place) {
    guardAwait(rewriter, node);
    rewriter.visitChildren(node, place);
  },
  AssignmentPattern(rewriter, node, place) {
    rewriter.nameValue(node.left, node.right, place);
    rewriter.visitChildren(node, place);
  },
  AssignmentExpression(rewriter, node, place) {
    rewriter.assign(node.left, place);
    if (isAnonymous(node.right)) rewriter.nameValue(node.left, node.right, place);
    rewriter.nameCache(node.left, node.right);
    rewriter.visitChildren(node, place);
  },
  UpdateExpression(rewriter, node, place) {
    rewriter.assign(node.argument, place);
    rewriter.visitChildren(node, place);
  },

  VariableDeclaration: (rewriter, node, place) => rewriteVariables(rewriter, node, place),
  FunctionDeclaration: rewriteFunctionDeclaration,
  ClassDeclaration: rewriteClassDeclaration,
  FunctionExpression: rewriteFunction,
  ArrowFunctionExpression: rewriteFunction,
  ObjectMethod: rewriteFunction,
  ClassExpression: rewriteClass,
  ClassBody: rewriteClassBody,
  ClassMethod: rewriteMember,
  ClassPrivateMethod: rewriteMember,
  ClassProperty: rewriteMember,
  ClassPrivateProperty: rewriteMember,
  ClassAccessorProperty: rewriteMember,
  StaticBlock(rewriter, node, place) {
    const names = [...lexicalNames(node.body), ...node.body.flatMap(varNames)];
    const inside = { ...rewriter.inside(place, names), isCells: false, canWait: false };
    withResources(
      rewriter,
      node.body,
      inside,
      rewriter.tokenFrom(startOf(node) + 'static'.length).end,
      endOf(node) - 1,
    );
    rewriter.visitAll(node.body, inside);
  },

  BlockStatement(rewriter, node, place) {
    withResources(rewriter, node.body, place, startOf(node) + 1, endOf(node) - 1);
    rewriter.visitAll(node.directives, place);
    rewriter.visitAll(node.body, rewriter.inside(place, lexicalNames(node.body)));
  },
  SwitchStatement(rewriter, node, place) {
    rewriter.visit(node.discriminant, place);
    const names = node.cases.flatMap(({ consequent }) => lexicalNames(consequent));
    rewriter.visitAll(node.cases, rewriter.inside(place, names));
  },
  TryStatement(rewriter, node, place) {
    if (node.finalizer) guardBlock(rewriter, node.finalizer, place);
    rewriter.visitChildren(node, place);
  },
  CatchClause(rewriter, node, place) {
    guardBlock(rewriter, node.body, place);
    const inside = rewriter.inside(place, node.param ? namesIn(node.param) : []);
    rewriter.visitChildren(node, inside);
  },
  ForStatement(rewriter, node, place) {
    const { init, test, update, body } = node;
    const isDeclaration = init?.type === 'VariableDeclaration';
    if (isDeclaration && init.kind.endsWith('using')) refuseInLoop(rewriter, init);
    const names = isDeclaration && init.kind !== 'var' ? lexicalNames([init]) : [];
    const inside = rewriter.inside(place, names);
    if (isDeclaration) rewriteVariables(rewriter, init, inside, { inHead: true });
    else rewriter.visit(init, inside);
    rewriter.visitAll([test, update, body], inside);
  },
  ForInStatement: loop,
  ForOfStatement: loop,
  LabeledStatement(rewriter, node, place) {
    rewriter.labels.set(node.body, rewriter.labels.get(node) ?? node);
    rewriter.visit(node.body, place);
  },
  BreakStatement: nothing,
  ContinueStatement: nothing,
  Directive: nothing,

  ImportDeclaration: rewriteImport,
  ExportNamedDeclaration: rewriteExport,
  ExportDefaultDeclaration: rewriteExport,
  ExportAllDeclaration: rewriteExport,
  TSExportAssignment: rewriteExport,
  TSImportEqualsDeclaration: (rewriter, node, place) => rewriteImportEquals(rewriter, node, place),

  TSAsExpression: asserted,
  TSSatisfiesExpression: asserted,
  TSNonNullExpression(rewriter, node, place) {
    rewriter.visit(node.expression, place);
    rewriter.edits.erase(endOf(node) - 1, endOf(node));
  },
  TSTypeAssertion(rewriter, node, place) {
    // In parentheses, for the line breaks that stay behind.
    const close = rewriter.tokenFrom(endOf(node.typeAnnotation));
    rewriter.edits.replace(startOf(node), close.end, '(');
    rewriter.edits.close(endOf(node), ')');
    rewriter.visit(node.expression, place);
  },
  TSParameterProperty: rewriteParameterProperty,
  TSEnumDeclaration: (rewriter, node, place) => rewriteEnum(rewriter, node, place),
  TSModuleDeclaration: (rewriter, node, place) => rewriteNamespace(rewriter, node, place),
};

function noMeta(): string {
  return l10n.t('A cell is no file, so it has no import.meta.');
}
