import type { AnyNode, Node, Program } from 'acorn';
import { parseScript } from './cellParser.ts';
import { Edits } from './edits.ts';
import { HELPER } from './helper.ts';

/**
 * Has code ask, wherever it is entered anew after a wait, whether it was interrupted meanwhile: at the beginning of each
 * function and catch block, and behind each `await`. Whatever wakes it, a timer, a file, a socket or another cell, it
 * then does nothing more: a function returns at once, and an `await` waits for ever. Lines stay where they are.
 */
export function guardReentry(code: string): string {
  const program = parse(code);
  if (!program) return code;
  const edits = new Edits(code);
  visit(program, undefined, { isAsync: true });
  return edits.toString();

  function visit(node: AnyNode, parent: AnyNode | undefined, { isAsync }: { isAsync: boolean }): void {
    guard(node, parent, isAsync);
    const inside = isFunction(node) ? { isAsync: node.async } : { isAsync: isAsync && !isSynchronous(node) };
    for (const child of childrenOf(node)) visit(child, node, inside);
    // Behind what stands inside. A call binds as closely as can be, and begins no line that goes on the one before.
    if (node.type === 'AwaitExpression') edits.insert(node.end, `) || await ${HELPER}.never)`);
    if (node.type === 'ForOfStatement' && node.await && !isBlock(node.body)) edits.insert(node.end, '}');
  }

  function guard(node: AnyNode, parent: AnyNode | undefined, isAsync: boolean): void {
    if (isFunction(node)) guardFunction(node, parent);
    else if (node.type === 'AwaitExpression') edits.insert(node.start, `${HELPER}.take(${HELPER}.resumed(`);
    else if (node.type === 'ForOfStatement' && node.await) guardLoop(node.body);
    else if (isAsync && node.type === 'CatchClause') stopAt(node.body.start + 1);
    else if (isAsync && node.type === 'TryStatement' && node.finalizer) stopAt(node.finalizer.start + 1);
  }

  function guardFunction({ body }: Callable, parent: AnyNode | undefined): void {
    if (parent?.type === 'MethodDefinition' && parent.kind !== 'method') return;
    if (parent?.type === 'Property' && parent.kind !== 'init') return;
    if (isBlock(body)) edits.insert(body.start + 1, `if (${HELPER}.late) return;`);
    else edits.insert(body.start, `${HELPER}.late ? undefined : `);
  }

  function guardLoop(body: AnyNode): void {
    if (isBlock(body)) stopAt(body.start + 1);
    else edits.insert(body.start, `{if (${HELPER}.late) await ${HELPER}.never;`);
  }

  function stopAt(place: number): void {
    edits.insert(place, `if (${HELPER}.late) await ${HELPER}.never;`);
  }
}

/** What does not parse is told by whoever compiles it. */
function parse(code: string): Program | undefined {
  try {
    return parseScript(code);
  } catch {
    return undefined;
  }
}

type Callable = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

function isFunction(node: AnyNode): node is Callable {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

function isBlock({ type }: AnyNode): boolean {
  return type === 'BlockStatement';
}

/** Where no `await` may stand, also inside of an async function. */
function isSynchronous({ type }: AnyNode): boolean {
  return type === 'StaticBlock' || type === 'PropertyDefinition';
}

function* childrenOf(node: AnyNode): Generator<AnyNode> {
  for (const value of Object.values(node) as unknown[]) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(child)) yield child;
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';
}
