import type { AnyNode, Node } from 'acorn';
import type { Declarations } from './declarations.ts';
import { rewriteDecorators } from './decorators.ts';
import { HELPER } from './helper.ts';

/** Calls of these make a cache, or something that makes one. */
const MAKERS = new Set(['lruCache', 'cache', 'timedLruCache', 'ttlCache', 'memoize', 'createCache']);

/** Rewrites what may stand at any depth: `import()`, decorators, caches that get a name, each `var` outside of functions. */
export function rewriteInside(body: readonly AnyNode[], declarations: Declarations): void {
  for (const statement of body) visit(statement, undefined, 0);

  function visit(node: AnyNode, parent: AnyNode | undefined, functions: number): void {
    const depth = functions + (isFunctionBoundary(node) ? 1 : 0);
    rewrite(node, parent, depth);
    for (const child of childrenOf(node)) visit(child, node, depth);
  }

  function rewrite(node: AnyNode, parent: AnyNode | undefined, functions: number): void {
    if (node.type === 'ImportExpression') {
      declarations.edits.replace(node.start, node.start + 'import'.length, `${HELPER}.load`);
    }
    if (node.type === 'VariableDeclaration' && node.kind === 'var' && parent && functions === 0) {
      declarations.rewriteVariables(node, isForHead(node, parent));
    }
    if (node.type === 'ClassBody') rewriteDecorators(node, declarations.edits);
    const named = namedValue(node);
    if (named && isMaking(named.value)) nameIt(named.name, named.value);
  }

  function nameIt(name: string, { start, end }: AnyNode): void {
    declarations.edits.insert(start, `${HELPER}.name(${JSON.stringify(name)}, `);
    declarations.edits.insert(end, ')');
  }
}

function isFunctionBoundary({ type }: AnyNode): boolean {
  return /Function|^StaticBlock$|^PropertyDefinition$/.test(type);
}

function isForHead(node: AnyNode, parent: AnyNode): boolean {
  if (parent.type === 'ForStatement') return parent.init === node;
  return (parent.type === 'ForInStatement' || parent.type === 'ForOfStatement') && parent.left === node;
}

/** What is bound to a name by this node, if anything is. */
function namedValue(node: AnyNode): { name: string; value: AnyNode } | undefined {
  const [target, value] = bindingOf(node);
  if (!target || !value) return undefined;
  if (target.type === 'Identifier' || target.type === 'PrivateIdentifier')
    return { name: target.name, value };
  if (target.type !== 'MemberExpression' || target.computed) return undefined;
  return 'name' in target.property ? { name: target.property.name, value } : undefined;
}

function bindingOf(node: AnyNode): [AnyNode?, (AnyNode | null)?] {
  if (node.type === 'VariableDeclarator') return [node.id, node.init ?? null];
  if (node.type === 'AssignmentExpression') return [node.left, node.right];
  const isMember = node.type === 'PropertyDefinition' || node.type === 'Property';
  return isMember && !node.computed ? [node.key, node.value ?? null] : [];
}

/** Whether a value comes out of a maker, as in `lruCache(f)` and `lruCache(16)(f)`. */
function isMaking(value: AnyNode): boolean {
  if (value.type !== 'CallExpression') return false;
  return value.callee.type === 'Identifier' ? MAKERS.has(value.callee.name) : isMaking(value.callee);
}

function* childrenOf(node: AnyNode): Generator<AnyNode> {
  for (const value of Object.values(node) as unknown[]) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(child)) yield child;
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';
}
