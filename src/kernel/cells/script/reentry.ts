/**
 * Code asks, wherever it is entered anew after a wait, whether it was interrupted meanwhile: at the beginning of each
 * function and catch block, and behind each wait. Whatever wakes it, a timer, a file, a socket or another cell, it
 * then does nothing more: a function returns at once, and what can wait waits for ever. Lines stay where they are.
 */
import type { AwaitExpression, ForOfStatement, Function, Node } from '@babel/types';
import { HELPER, TURN } from './names.ts';
import type { Place } from './place.ts';
import type { Rewriter } from './rewriter.ts';
import { endOf, startOf } from './tree.ts';

/** Functions are called often: nobody is asked where a property says that nothing can be late. */
const IS_LATE = `${TURN}.mayBeLate && ${TURN}.isLate()`;

/** A statement for where `await` may stand. */
export function stopIfLate(): string {
  return `if (${IS_LATE}) await ${HELPER}.never;`;
}

export function guardFunction({ edits }: Rewriter, node: Function): void {
  if ('kind' in node && node.kind !== 'method') return;
  const { body } = node;
  if (body.type === 'BlockStatement') edits.open(startOf(body) + 1, `if (${IS_LATE}) return;`);
  else edits.wrap(startOf(body), endOf(body), `${IS_LATE} ? undefined : (`, ')');
}

/** A call binds as closely as can be, and begins no line that goes on the one before. */
export function guardAwait({ edits }: Rewriter, node: AwaitExpression): void {
  const before = `${HELPER}.take(${HELPER}.resumed(`;
  edits.wrap(startOf(node), endOf(node), before, `) || await ${HELPER}.never)`);
}

/** `for await` waits before each turn and before its end. */
export function guardLoop({ edits, labels }: Rewriter, node: ForOfStatement): void {
  const whole = labels.get(node) ?? node;
  edits.wrap(startOf(whole), endOf(whole), '{', `${stopIfLate()}}`);
  edits.wrap(startOf(node.body), endOf(node.body), `{${stopIfLate()}`, '}');
}

/** The block of a `catch` or a `finally`. */
export function guardBlock({ edits }: Rewriter, block: Node, { canWait }: Place): void {
  if (canWait) edits.open(startOf(block) + 1, stopIfLate());
}
