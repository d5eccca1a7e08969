import type { ArrowFunctionExpression, Function, Node } from '@babel/types';
import type { Place } from './place.ts';
import { guardFunction } from './reentry.ts';
import type { Rewriter } from './rewriter.ts';
import { endOf, lexicalNames, namesIn, startOf, varNames } from './tree.ts';
import { withResources } from './using.ts';

/** A function: its names, its types, what stands in it. Its own name and key are visited by whoever has it. */
export function rewriteFunction(rewriter: Rewriter, node: Function, place: Place): void {
  if (node.type === 'ObjectMethod' && node.computed) rewriter.visit(node.key, place);
  const { body } = node;
  const isBlock = body.type === 'BlockStatement';
  const own = node.type === 'FunctionExpression' && node.id ? [node.id.name] : [];
  const names = isBlock ? [...body.body.flatMap(varNames), ...lexicalNames(body.body)] : [];
  const params = node.params as Node[];
  const inside: Place = {
    ...rewriter.inside(place, [...own, ...params.flatMap(namesIn), ...names]),
    isCells: false,
    isDeferred: true,
    canWait: node.async === true,
  };
  if (node.type === 'ArrowFunctionExpression') keepTogether(rewriter, node);
  eraseThis(rewriter, params[0]);
  rewriter.visitAll(
    [node.typeParameters, ...params.filter((each) => !isThis(each)), node.returnType],
    inside,
  );
  guardFunction(rewriter, node);
  if (!isBlock) {
    rewriter.visit(body, inside);
    return;
  }
  withResources(rewriter, body.body, inside, startOf(body) + 1, endOf(body) - 1);
  rewriter.visitAll([...body.directives, ...body.body], inside);
}

function isThis(param: Node | undefined): boolean {
  return param?.type === 'Identifier' && param.name === 'this';
}

/** The parameter that only says of what type `this` is. */
function eraseThis(rewriter: Rewriter, param: Node | undefined): void {
  if (!param || !isThis(param)) return;
  const next = rewriter.tokenFrom(endOf(param));
  const hasComma = rewriter.code.slice(next.start, next.end) === ',';
  rewriter.edits.erase(startOf(param), hasComma ? next.end : endOf(param));
}

/** Where types leave line breaks behind, they leave them inside of the parentheses: between `)` and `=>` is none allowed. */
function keepTogether(rewriter: Rewriter, { typeParameters, returnType }: ArrowFunctionExpression): void {
  if (typeParameters) {
    const open = rewriter.tokenFrom(endOf(typeParameters));
    rewriter.edits.replace(startOf(typeParameters), open.end, '(');
  }
  if (returnType) {
    const close = rewriter.tokenBefore(startOf(returnType));
    rewriter.edits.replace(close.start, endOf(returnType), '', ')');
  }
}
