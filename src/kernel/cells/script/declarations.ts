import type { ClassDeclaration, FunctionDeclaration, VariableDeclaration } from '@babel/types';
import { rewriteClass } from './classes.ts';
import { rewriteFunction } from './functions.ts';
import { HELPER, localName } from './names.ts';
import type { Place } from './place.ts';
import type { Rewriter } from './rewriter.ts';
import { endOf, startOf } from './tree.ts';
import { holdResource } from './using.ts';

interface Where {
  /** In the head of a `for`, where nothing but an expression can be. */
  readonly inHead?: boolean;
  /** The namespace that exports it. */
  readonly exportedTo?: string;
}

/** Where a `const`, `let` or class of the cell gets its first value. */
export function firstOf(name: string): string {
  return `${HELPER}.first.${name}`;
}

/** A declaration whose variables outlive the cell, or are properties of a namespace, becomes an assignment. */
export function rewriteVariables(
  rewriter: Rewriter,
  node: VariableDeclaration,
  place: Place,
  { inHead = false, exportedTo }: Where = {},
): void {
  const { kind, declarations } = node;
  const { edits, root } = rewriter;
  const isVar = kind === 'var';
  const isUsing = kind === 'using' || kind === 'await using';
  const isFirst = !isVar && !inHead && place.scope === root;
  if (exportedTo !== undefined || isFirst || (isVar && place.isCells)) {
    const end = endOf(declarations.at(-1) ?? node);
    edits.replace(startOf(node), startOf(declarations[0] ?? node), inHead ? '' : '(');
    if (!inHead) edits.close(end, ')');
  } else if (isUsing) {
    edits.replace(startOf(node), startOf(declarations[0] ?? node), 'const ');
  }
  for (const { id, init, end } of declarations) {
    if (exportedTo !== undefined) rewriter.retarget(id, (name) => `${exportedTo}.${name}`);
    else if (isFirst) rewriter.retarget(id, firstOf);
    else if (isUsing && inHead) rewriter.retarget(id, localName);
    if (isFirst && !init) edits.close(end ?? 0, ' = void 0');
    if (inHead && isVar && place.isCells && id.type === 'Identifier' && id.name === 'async')
      edits.wrap(startOf(id), endOf(id), '(', ')');
    if (init && isUsing) holdResource(rewriter, init, kind);
    rewriter.nameValue(id, init, place);
    rewriter.nameCache(id, init);
    rewriter.visit(id, place);
    rewriter.visit(init, place);
  }
}

/** A function of the cell is there before its first statement. */
export function rewriteFunctionDeclaration(
  rewriter: Rewriter,
  node: FunctionDeclaration,
  place: Place,
): void {
  const { id } = node;
  if (place.scope === rewriter.root && id) {
    const { name } = id;
    rewriter.retarget(id, localName);
    const own = rewriter.outerName(name, place);
    rewriter.hoisted.push(`${own} = ${HELPER}.rename(${localName(name)}, ${JSON.stringify(name)});`);
  }
  rewriter.visit(id, place);
  rewriteFunction(rewriter, node, place);
}

export function rewriteClassDeclaration(rewriter: Rewriter, node: ClassDeclaration, place: Place): void {
  if (place.scope === rewriter.root && node.id)
    rewriter.edits.wrap(startOf(node), endOf(node), `(${firstOf(node.id.name)} = `, ');');
  rewriteClass(rewriter, node, place);
}
