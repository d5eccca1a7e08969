import type { Identifier, Node } from '@babel/types';
import { CompileError } from './compileError.ts';
import { Edits } from './edits.ts';
import type { Imported } from './imports.ts';
import { globalName, HELPER } from './names.ts';
import type { Parsed, Token } from './parse.ts';
import type { Place } from './place.ts';
import { StaticScope } from './place.ts';
import type { CellNames, Kind, ScriptScope } from './scope.ts';
import { bindingsOf, childrenOf, endOf, isAnonymous, isType, startOf, unwrapped } from './tree.ts';

/** What is done with a kind of node, and with its parts. */
export type Handler<N extends Node> = (rewriter: Rewriter, node: N, place: Place) => void;

/** By kind. All others have nothing done but to their parts. */
export type Handlers = { readonly [T in Node['type']]?: Handler<Extract<Node, { type: T }>> };

/** Calls of these make a cache, or something that makes one. */
const MAKERS = new Set([
  'lruCache',
  'cache',
  'timedLruCache',
  'ttlCache',
  'memoize',
  'memoizeShared',
  'createCache',
]);

/** Statements and members that may end without a semicolon. */
const TERMINATED =
  /^(?:(?:Expression|Return|Throw|Break|Continue|Debugger|DoWhile)Statement|VariableDeclaration|Directive|Class(?:Private|Accessor)?Property)$/;

/**
 * Walks through a cell from the outside in and notes the changes that make it a function whose variables live on.
 * What is done with each kind of node is the handlers' part.
 */
export class Rewriter {
  readonly edits: Edits;
  readonly declared = new Map<string, Kind>();
  readonly assigned = new Set<string>();
  readonly used = new Set<string>();
  readonly imports: Imported[] = [];
  /** What has to happen before the first statement. */
  readonly hoisted: string[] = [];
  readonly root: StaticScope;
  /** The statement whose value is that of the cell. */
  result: Node | undefined;
  /** All names that are used for a value anywhere. */
  readonly values = new Set<string>();
  /** By statement: the outermost label that stands before it. */
  readonly labels = new Map<Node, Node>();
  /** Identifiers that have been given another text. */
  private readonly targets = new Map<Node, string>();
  private readonly tokens: readonly Token[];

  constructor(
    readonly code: string,
    { tokens }: Parsed,
    readonly scope: ScriptScope,
    readonly hasTypes: boolean,
    private readonly handlers: Handlers,
  ) {
    this.edits = new Edits(code);
    this.tokens = tokens;
    this.root = new StaticScope(undefined, new Map(), scope.members);
  }

  get names(): CellNames {
    return { declared: this.declared, assigned: this.assigned, used: this.used };
  }

  visit(node: Node | null | undefined, place: Place): void {
    if (!node) return;
    if (isType(node) || ('declare' in node && node.declare)) {
      this.edits.erase(startOf(node), endOf(node));
      return;
    }
    if (TERMINATED.test(node.type)) this.terminate(node);
    const handle = this.handlers[node.type] as Handler<Node> | undefined;
    if (handle) handle(this, node, place);
    else this.visitChildren(node, place);
  }

  visitChildren(node: Node, place: Place): void {
    this.visitAll([...childrenOf(node)], place);
  }

  visitAll(nodes: readonly (Node | null | undefined)[], place: Place): void {
    for (const node of nodes) this.visit(node, place);
  }

  /** A semicolon, so that what follows on the next line never goes on with it. */
  terminate(node: Node): void {
    const end = endOf(node);
    const isTerminated = this.code[end - 1] === ';';
    if (!isTerminated) this.edits.close(end, ';');
    if (node === this.result)
      this.edits.wrap(startOf(node), isTerminated ? end - 1 : end, `return ${HELPER}.last((`, '))');
  }

  /** How an identifier stands in the compiled cell. */
  textOf(identifier: Identifier, place: Place): string {
    return (
      this.targets.get(identifier) ??
      place.scope.find(identifier.name) ??
      this.outerName(identifier.name, place)
    );
  }

  /** Has the identifiers of a declaration assigned elsewhere. */
  retarget(pattern: Node, target: (name: string) => string): void {
    for (const identifier of bindingsOf(pattern)) this.targets.set(identifier, target(identifier.name));
  }

  /** The name of a variable that no scope of the cell has. */
  outerName(name: string, place: Place): string {
    const { scope, declared, used } = this;
    if (!scope.isReserved(name)) return name;
    if (declared.has(name) || scope.isVariable(name)) return globalName(name);
    if (!place.isDeferred || scope.isFixed(name)) return name;
    used.add(name);
    return globalName(name);
  }

  /** Notes that something assigns the variables of a pattern. */
  assign(pattern: Node, place: Place): void {
    for (const { name } of bindingsOf(unwrapped(pattern)))
      if (place.scope.find(name) === undefined) this.assigned.add(name);
  }

  /** What an identifier is bound to gets the name that it has in the cell. */
  nameValue(target: Node, value: Node | null | undefined, place: Place): void {
    if (!value || target.type !== 'Identifier') return;
    const { name } = target;
    const text = this.textOf(target, place);
    // In a namespace TypeScript leaves it without a name.
    const isVariable = text.startsWith(HELPER) || !text.includes('.');
    if (!isAnonymous(value) || text === name || !isVariable) return;
    const key = JSON.stringify(name);
    this.edits.wrap(startOf(value), endOf(value), `({[${key}]: `, `})[${key}]`);
  }

  /** A cache gets the name of what it is assigned to. */
  nameCache(target: Node, value: Node | null | undefined): void {
    const name = nameOf(target);
    const made = value && unwrapped(value);
    if (name === undefined || !made || !isMaking(made)) return;
    this.edits.wrap(startOf(made), endOf(made), `${HELPER}.name(${JSON.stringify(name)}, `, ')');
  }

  refuse(node: Node, message: string): never {
    throw CompileError.at(node, message);
  }

  /** The first token that starts at a place or behind it. */
  tokenFrom(place: number): Token {
    return this.tokens[this.indexFrom(place)] ?? { start: this.code.length, end: this.code.length };
  }

  /** The last token that starts before a place. */
  tokenBefore(place: number): Token {
    return this.tokens[this.indexFrom(place) - 1] ?? { start: 0, end: 0 };
  }

  private indexFrom(place: number): number {
    let [low, high] = [0, this.tokens.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.tokens[middle]?.start ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  *tokensBetween(from: number, to: number): Generator<Token & { readonly text: string }> {
    for (let token = this.tokenFrom(from); token.start < to; token = this.tokenFrom(token.end))
      yield { ...token, text: this.code.slice(token.start, token.end) };
  }

  /** Takes away words like `public`, and signs like `?`. */
  eraseTokens(from: number, to: number, isErased: (text: string) => boolean): void {
    for (const { start, end, text } of this.tokensBetween(from, to))
      if (isErased(text)) this.edits.erase(start, end);
  }

  /** A place in a block or function inside of another one. */
  inside(place: Place, names: readonly string[]): Place {
    return { ...place, scope: StaticScope.of(place.scope, names) };
  }
}

function nameOf(target: Node): string | undefined {
  if (target.type === 'Identifier') return target.name;
  if (target.type === 'PrivateName') return target.id.name;
  if (target.type !== 'MemberExpression' || target.computed) return undefined;
  return nameOf(target.property);
}

/** Whether a value comes out of a maker, as in `lruCache(f)` and `lruCache(16)(f)`. */
function isMaking(value: Node): boolean {
  if (value.type !== 'CallExpression') return false;
  return value.callee.type === 'Identifier' ? MAKERS.has(value.callee.name) : isMaking(value.callee);
}
