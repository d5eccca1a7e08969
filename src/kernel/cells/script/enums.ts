import type { Statement, TSEnumDeclaration, TSModuleBlock, TSModuleDeclaration } from '@babel/types';
import { rewriteVariables } from './declarations.ts';
import { rewriteImportEquals } from './modules.ts';
import { HELPER, localName } from './names.ts';
import type { Place } from './place.ts';
import { StaticScope } from './place.ts';
import type { Rewriter } from './rewriter.ts';
import {
  endOf,
  exportedOr,
  exportedVariables,
  isRunning,
  lexicalNames,
  membersOf,
  memberNames,
  rootOf,
  startOf,
  varNames,
} from './tree.ts';

/** `enum Size { Small }` becomes `(function (e) { $cell.member(e, "Small", 0); })(Size ||= {});`. */
export function rewriteEnum(
  rewriter: Rewriter,
  node: TSEnumDeclaration,
  place: Place,
  exportedTo?: string,
): void {
  const { edits } = rewriter;
  const { name } = node.id;
  const own = localName(name);
  const { before, after } = openObject(rewriter, name, place, exportedTo);
  const members = membersOf(node);
  const known = place.scope.membersOf(name);
  for (const member of memberNames(node)) known.add(member);
  const texts = [...known].map((member): [string, string] => [member, `${own}[${JSON.stringify(member)}]`]);
  const inside: Place = {
    ...place,
    scope: new StaticScope(place.scope, new Map(texts)),
    isCells: false,
    canWait: false,
  };
  let [place_, previous] = [startOf(node), ''];
  let text = before;
  for (const [index, member] of members.entries()) {
    const key = JSON.stringify(memberNames(node)[index]);
    const { initializer } = member;
    const automatic = previous === '' ? '0' : `${own}[${previous}] + 1`;
    const add = `${text}${HELPER}.member(${own}, ${key}, `;
    edits.replace(place_, startOf(initializer ?? member), add);
    if (initializer) rewriter.visit(initializer, inside);
    else edits.replace(startOf(member), endOf(member), automatic);
    [place_, previous, text] = [endOf(member), key, ');'];
  }
  edits.replace(place_, endOf(node), `${text}${after}`);
}

/** `namespace Sizes { export const small = 4 }` becomes `(function (n) { n.small = 4; })(Sizes ||= {});`. */
export function rewriteNamespace(
  rewriter: Rewriter,
  node: TSModuleDeclaration,
  place: Place,
  exportedTo?: string,
): void {
  const { edits } = rewriter;
  if (!isRunning(node)) {
    edits.erase(startOf(node), endOf(node));
    return;
  }
  const name = rootOf(node);
  const own = localName(name);
  const { before, after } = openObject(rewriter, name, place, exportedTo);
  const { body } = node;
  if (body.type === 'TSModuleDeclaration') {
    edits.replace(startOf(node), startOf(body), before);
    edits.close(endOf(node), after);
    const inside = {
      ...place,
      scope: StaticScope.of(place.scope, [rootOf(body)]),
      isCells: false,
      canWait: false,
    };
    rewriteNamespace(rewriter, body, inside, own);
    return;
  }
  const hoisted = body.body.flatMap((statement) => exportedFunction(statement, own));
  edits.replace(startOf(node), startOf(body) + 1, before + hoisted.join(''));
  edits.replace(endOf(node) - 1, endOf(node), after);
  visitBlock(
    rewriter,
    body,
    { ...place, scope: scopeOf(node, body, place, own), isCells: false, canWait: false },
    own,
  );
}

function scopeOf(node: TSModuleDeclaration, body: TSModuleBlock, place: Place, own: string): StaticScope {
  const variables = exportedVariables(node);
  const locals = [...lexicalNames(body.body), ...body.body.flatMap(varNames)];
  const known = place.scope.membersOf(rootOf(node));
  const names = new Map([
    ...[...known].map((name): [string, string] => [name, `${own}.${name}`]),
    ...locals.map((name): [string, string] => [name, name]),
    ...variables.map((name): [string, string] => [name, `${own}.${name}`]),
  ]);
  const isExported = (statement: Statement): boolean => exportedOr(statement) !== statement;
  for (const name of [...variables, ...lexicalNames(body.body.filter(isExported))]) known.add(name);
  return new StaticScope(place.scope, names);
}

function visitBlock(rewriter: Rewriter, body: TSModuleBlock, place: Place, own: string): void {
  const { edits } = rewriter;
  for (const statement of body.body) {
    const exported = exportedOr(statement);
    const exportedTo = exported === statement ? undefined : own;
    if (exportedTo !== undefined) edits.erase(startOf(statement), startOf(exported));
    if (exported.type === 'TSEnumDeclaration' && !exported.declare)
      rewriteEnum(rewriter, exported, place, exportedTo);
    else if (exported.type === 'TSModuleDeclaration') rewriteNamespace(rewriter, exported, place, exportedTo);
    else if (exported.type === 'TSImportEqualsDeclaration')
      rewriteImportEquals(rewriter, exported, place, exported.isExport ? own : exportedTo);
    else if (exported.type === 'VariableDeclaration' && !exported.declare && exportedTo !== undefined) {
      rewriter.terminate(exported);
      rewriteVariables(rewriter, exported, place, { exportedTo });
    } else {
      if (
        exported.type === 'ClassDeclaration' &&
        exported.id &&
        exportedTo !== undefined &&
        !exported.declare
      )
        edits.close(endOf(exported), `${own}.${exported.id.name} = ${exported.id.name};`);
      rewriter.visit(exported, place);
    }
  }
}

function exportedFunction(statement: Statement, own: string): string[] {
  const exported = exportedOr(statement);
  const isFunction = exported !== statement && exported.type === 'FunctionDeclaration' && !exported.declare;
  return isFunction && exported.id ? [`${own}.${exported.id.name} = ${exported.id.name};`] : [];
}

/** What stands before and behind the body of an enum or namespace. Of one name, all fill the same object. */
function openObject(
  rewriter: Rewriter,
  name: string,
  place: Place,
  exportedTo: string | undefined,
): { before: string; after: string } {
  const isOpen = place.scope === rewriter.root || place.scope.open.has(name);
  place.scope.open.add(name);
  const variable = place.scope.find(name) ?? rewriter.outerName(name, place);
  const target =
    exportedTo === undefined ? `${variable} ||= {}` : `${variable} = ${exportedTo}.${name} ||= {}`;
  return {
    before: `${isOpen ? '' : `let ${name};`}(function (${localName(name)}) {`,
    after: `})(${target});`,
  };
}
