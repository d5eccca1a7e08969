import * as l10n from '@vscode/l10n';
import type { AnyNode, CallExpression, MemberExpression, Node, Program } from 'acorn';
import { Parser, TokenType, tokTypes } from 'acorn';

/** A decorator, as in `@memo` or `@memo(16)`. */
export interface Decorator extends Node {
  readonly type: 'Decorator';
  readonly expression: AnyNode;
}

/** What a class holds, with the decorators that stand before it. */
export interface Decorated {
  readonly decorators?: readonly Decorator[];
}

/** The part of acorn's parser that plugins work with and that it does not declare. */
interface ParserInside {
  type: TokenType;
  pos: number;
  start: number;
  startNode(): Record<string, unknown>;
  startNodeAt(start: number): Record<string, unknown>;
  finishNode<N extends Node>(node: object, type: N['type']): N;
  finishToken(type: TokenType, value: string): void;
  next(): void;
  eat(type: TokenType): boolean;
  raise(place: number, message: string): never;
  getTokenFromCode(code: number): void;
  parseIdent(liberal?: boolean): AnyNode;
  parseExprAtom(...rest: unknown[]): AnyNode;
  parseExprList(close: TokenType, allowTrailingComma: boolean): CallExpression['arguments'];
  parseStatement(...rest: unknown[]): AnyNode;
  parseClassElement(constructorAllowsSuper: boolean): (Node & Decorated) | null;
}

const AT = new (TokenType as unknown as new (label: string) => TokenType)('@');

/** Acorn, and decorators of methods, getters and setters. */
const CellParser = Parser.extend((base) => {
  const Base = base as unknown as new (...options: unknown[]) => ParserInside;
  class DecoratorParser extends Base {
    override getTokenFromCode(code: number): void {
      if (code !== 64) {
        super.getTokenFromCode(code);
        return;
      }
      this.pos++;
      this.finishToken(AT, '@');
    }

    override parseClassElement(constructorAllowsSuper: boolean): (Node & Decorated) | null {
      const { start } = this;
      const decorators: Decorator[] = [];
      while (this.type === AT) decorators.push(this.parseDecorator());
      const element = super.parseClassElement(constructorAllowsSuper);
      if (decorators.length === 0) return element;
      return isDecorable(element) ? Object.assign(element, { decorators }) : this.raise(start, misplaced());
    }

    override parseStatement(...rest: unknown[]): AnyNode {
      return this.type === AT ? this.raise(this.start, misplaced()) : super.parseStatement(...rest);
    }

    override parseExprAtom(...rest: unknown[]): AnyNode {
      return this.type === AT ? this.raise(this.start, misplaced()) : super.parseExprAtom(...rest);
    }

    private parseDecorator(): Decorator {
      const node = this.startNode();
      this.next();
      node['expression'] = this.type === tokTypes.parenL ? this.parseExprAtom() : this.parseDecoratorName();
      return this.finishNode<Decorator>(node, 'Decorator');
    }

    /** Names with dots between them, and a call of that. */
    private parseDecoratorName(): AnyNode {
      const { start } = this;
      let expression = this.parseIdent();
      while (this.eat(tokTypes.dot)) {
        const member = { object: expression, property: this.parseIdent(true), computed: false };
        const node = Object.assign(this.startNodeAt(start), member);
        expression = this.finishNode<MemberExpression>(node, 'MemberExpression');
      }
      if (!this.eat(tokTypes.parenL)) return expression;
      const call = { callee: expression, arguments: this.parseExprList(tokTypes.parenR, true) };
      return this.finishNode<CallExpression>(Object.assign(this.startNodeAt(start), call), 'CallExpression');
    }
  }
  return DecoratorParser as unknown as typeof Parser;
});

/** A cell's code as a tree. Throws a `SyntaxError` with line and column at the end of its message. */
export function parseScript(code: string): Program {
  return CellParser.parse(code, { ecmaVersion: 'latest', sourceType: 'module', preserveParens: true });
}

function isDecorable(element: Node | null): element is Node & Decorated {
  if (element?.type !== 'MethodDefinition') return false;
  const { kind, key } = element as unknown as { readonly kind: string; readonly key: Node };
  return kind !== 'constructor' && key.type !== 'PrivateIdentifier';
}

function misplaced(): string {
  return l10n.t(
    'Decorators work on public methods, getters and setters of a class. For anything else, call the decorator as a function.',
  );
}
