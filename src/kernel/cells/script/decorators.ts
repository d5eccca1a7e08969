import type { ClassBody, MethodDefinition } from 'acorn';
import type { Decorated } from './cellParser.ts';
import type { Edits } from './edits.ts';
import { HELPER } from './helper.ts';

/** A member with a name that nothing else can have. */
const HIDDEN_MEMBER = '#d\u200c';

type DecoratedMethod = MethodDefinition & Required<Decorated>;

/**
 * Rewrites the decorators in a class, which no engine knows yet. They stay where they are, in the key of their method:
 * `@a @b(1) static sum() {}` becomes `;static [$cell.decorate(7, 'method', true, a, b(1), "sum")]() {}`, and a block at
 * the start of the class applies what has been collected.
 */
export function rewriteDecorators(body: ClassBody, edits: Edits): void {
  const methods = body.body.filter(isDecorated);
  if (methods.length === 0) return;
  for (const method of methods) rewriteMethod(method, body.start, edits);
  const apply = `static{${HELPER}.applyDecorators(${body.start}, this, ${methods.length})}`;
  const initialize = methods.every((method) => method.static)
    ? ''
    : `${HIDDEN_MEMBER} = ${HELPER}.initialize(${body.start}, this);`;
  edits.insert(body.start + 1, apply + initialize);
}

function rewriteMethod(method: DecoratedMethod, id: number, edits: Edits): void {
  const { decorators, key, value, kind } = method;
  const what = kind === 'get' ? 'getter' : kind === 'set' ? 'setter' : 'method';
  decorators.forEach(({ start }, index) => {
    // A field above may end without a semicolon; a bracket would go on with its value.
    const collect = `;${modifiersOf(method)}[${HELPER}.decorate(${id}, "${what}", ${method.static}, `;
    edits.replace(start, start + 1, index === 0 ? collect : ', ');
  });
  if (!method.computed) {
    const name = key.type === 'Identifier' ? key.name : String((key as { value?: unknown }).value);
    edits.replace(method.start, key.end, `, ${JSON.stringify(name)})]`);
    return;
  }
  edits.replace(method.start, key.start, ', (');
  const close = edits.text.lastIndexOf(']', value.start);
  edits.replace(close, close + 1, '))]');
}

function modifiersOf({ kind, static: isStatic, value }: MethodDefinition): string {
  const accessor = kind === 'get' || kind === 'set' ? `${kind} ` : '';
  return `${isStatic ? 'static ' : ''}${accessor}${value.async ? 'async ' : ''}${value.generator ? '*' : ''}`;
}

function isDecorated(element: ClassBody['body'][number] & Decorated): element is DecoratedMethod {
  return element.type === 'MethodDefinition' && element.decorators !== undefined;
}
