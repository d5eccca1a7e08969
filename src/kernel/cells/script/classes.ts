import type {
  Class,
  ClassBody,
  ClassMethod,
  ClassAccessorProperty,
  Node,
  Statement,
  TSParameterProperty,
} from '@babel/types';
import * as l10n from '@vscode/l10n';
import { rewriteFunction } from './functions.ts';
import { HELPER, hiddenMember, localName } from './names.ts';
import type { Place } from './place.ts';
import type { Rewriter } from './rewriter.ts';
import { endOf, isFunction, startOf } from './tree.ts';

type Member = ClassBody['body'][number];
type Decorated = ClassMethod & { readonly decorators: NonNullable<ClassMethod['decorators']> };

const MODIFIERS = new Set('public private protected readonly abstract override declare'.split(' '));

export function rewriteClass(rewriter: Rewriter, node: Class, place: Place): void {
  const { id, superClass, decorators } = node;
  if (decorators?.[0]) rewriter.refuse(decorators[0], misplaced());
  const { edits } = rewriter;
  rewriter.eraseTokens(startOf(node), id ? startOf(id) : startOf(node.body), (text) => text === 'abstract');
  const [first, last] = [node.implements?.[0], node.implements?.at(-1)];
  if (first && last) edits.erase(rewriter.tokenBefore(startOf(first)).start, endOf(last));
  const inside = rewriter.inside(place, id ? [id.name] : []);
  rewriter.visitAll([node.typeParameters, superClass, node.superTypeParameters, node.body], inside);
}

export function rewriteClassBody(rewriter: Rewriter, body: ClassBody, place: Place): void {
  rewriteDecorators(rewriter, body);
  for (const member of body.body) if (isConstructor(member)) keepParameters(rewriter, body, member);
  rewriter.visitChildren(body, place);
}

function isConstructor(member: Member): member is ClassMethod {
  return member.type === 'ClassMethod' && member.kind === 'constructor';
}

/** Parameters of a constructor that are fields, too. */
function keepParameters(
  { edits }: Rewriter,
  body: ClassBody,
  { params, body: { body: statements, start } }: ClassMethod,
): void {
  const names = params.flatMap((param) =>
    param.type === 'TSParameterProperty' ? nameOfParameter(param) : [],
  );
  if (names.length === 0) return;
  edits.open(startOf(body) + 1, names.map((name) => `${name};`).join(''));
  const assign = names.map((name) => `this.${name} = ${name};`).join('');
  const parent = statements.find(isSuperCall);
  if (parent) edits.close(endOf(parent), assign);
  else edits.open((start ?? 0) + 1, assign);
}

function nameOfParameter({ parameter }: TSParameterProperty): string {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  return target.type === 'Identifier' ? target.name : '';
}

function isSuperCall(statement: Statement): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  const { expression } = statement;
  return expression.type === 'CallExpression' && expression.callee.type === 'Super';
}

export function rewriteParameterProperty(rewriter: Rewriter, node: TSParameterProperty, place: Place): void {
  rewriter.eraseTokens(startOf(node), startOf(node.parameter), (text) => MODIFIERS.has(text));
  rewriter.visit(node.parameter, place);
}

export function rewriteMember(rewriter: Rewriter, node: Member, place: Place): void {
  const { edits } = rewriter;
  if ('abstract' in node && node.abstract) {
    edits.erase(startOf(node), endOf(node));
    return;
  }
  if (!('key' in node)) return;
  const [decorator] = ('decorators' in node ? node.decorators : undefined) ?? [];
  if (decorator && !isDecorated(node)) rewriter.refuse(decorator, misplaced());
  if (isDecorated(node)) rewriter.visitAll(node.decorators, place);
  else {
    rewriter.eraseTokens(startOf(node), startOf(node.key), (text) => MODIFIERS.has(text));
    if (node.type === 'ClassAccessorProperty') rewriteAccessor(rewriter, node);
  }
  if ('computed' in node && node.computed) rewriter.visit(node.key, place);
  eraseMarks(rewriter, node);
  if (isFunction(node)) {
    rewriteFunction(rewriter, node, place);
    return;
  }
  if (!('value' in node)) return;
  if (!('computed' in node && node.computed)) rewriter.nameCache(node.key, node.value);
  const inside = { ...place, isCells: false, isDeferred: true, canWait: false };
  rewriter.visitAll([node.typeAnnotation, node.value], inside);
}

/** `?` and `!` behind a name. */
function eraseMarks(rewriter: Rewriter, node: Member & { readonly key: Node }): void {
  const isMarked = ['optional' in node && node.optional, 'definite' in node && node.definite].includes(true);
  if (!isMarked) return;
  for (const { start, end, text } of rewriter.tokensBetween(endOf(node.key), endOf(node))) {
    if (text === ']') continue;
    rewriter.edits.erase(start, end);
    return;
  }
}

/** `accessor`, which no engine knows yet: a field, and what reads and writes it. */
function rewriteAccessor(rewriter: Rewriter, node: ClassAccessorProperty): void {
  const { key, computed } = node;
  const name = key.type === 'Identifier' && !computed ? key.name : undefined;
  if (name === undefined) rewriter.refuse(node, accessorWithoutName());
  const isStatic = node.static ? 'static ' : '';
  const hidden = hiddenMember(name);
  const first = [...rewriter.tokensBetween(startOf(node), startOf(key))].find(
    ({ text }) => !MODIFIERS.has(text),
  );
  rewriter.edits.replace(first?.start ?? startOf(node), endOf(key), `${isStatic}${hidden}`);
  const read = `${isStatic}get ${name}() { return this.${hidden}; }`;
  rewriter.edits.close(endOf(node), `;${read}${isStatic}set ${name}(value) { this.${hidden} = value; }`);
}

/**
 * Decorators in a class, which no engine knows yet. They stay where they are, in the key of their method:
 * `@a @b(1) static sum() {}` becomes `;static [$cell.decorate(7, 'method', true, a, b(1), "sum")]() {}`, and a block at
 * the start of the class applies what has been collected.
 */
function rewriteDecorators(rewriter: Rewriter, body: ClassBody): void {
  const methods = body.body.filter(isDecorated);
  if (methods.length === 0) return;
  const id = startOf(body);
  for (const method of methods) rewriteDecorated(rewriter, method, id);
  const apply = `static{${HELPER}.applyDecorators(${id}, this, ${methods.length})}`;
  const initialize = methods.every((method) => method.static)
    ? ''
    : `#${localName('decorated')} = ${HELPER}.initialize(${id}, this);`;
  rewriter.edits.open(id + 1, apply + initialize);
}

function rewriteDecorated(rewriter: Rewriter, method: Decorated, id: number): void {
  const { decorators, key, kind, computed } = method;
  const { edits } = rewriter;
  const what = kind === 'get' ? 'getter' : kind === 'set' ? 'setter' : 'method';
  decorators.forEach(({ start }, index) => {
    // A field above may end without a semicolon; a bracket would go on with its value.
    const collect = `;${modifiersOf(method)}[${HELPER}.decorate(${id}, "${what}", ${method.static}, `;
    edits.replace(start ?? 0, (start ?? 0) + 1, index === 0 ? collect : ', ');
  });
  const { start } = rewriter.tokenFrom(endOf(decorators.at(-1) ?? method));
  if (!computed) {
    const name = key.type === 'Identifier' ? key.name : String((key as { value?: unknown }).value);
    edits.replace(start, endOf(key), `, ${JSON.stringify(name)})]`);
    return;
  }
  edits.replace(start, startOf(key), ', (');
  const close = rewriter.tokenFrom(endOf(key));
  edits.replace(close.start, close.end, '))]');
}

function modifiersOf({ kind, static: isStatic, async, generator }: ClassMethod): string {
  const accessor = kind === 'get' || kind === 'set' ? `${kind} ` : '';
  return `${isStatic ? 'static ' : ''}${accessor}${async ? 'async ' : ''}${generator ? '*' : ''}`;
}

function isDecorated(member: Member): member is Decorated {
  return (
    member.type === 'ClassMethod' && member.kind !== 'constructor' && (member.decorators?.length ?? 0) > 0
  );
}

function misplaced(): string {
  return l10n.t(
    'Decorators work on public methods, getters and setters of a class. For anything else, call the decorator as a function.',
  );
}

function accessorWithoutName(): string {
  return l10n.t('An accessor needs a plain name here. Write a getter and a setter instead.');
}
