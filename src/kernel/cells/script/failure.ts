import * as l10n from '@vscode/l10n';
import { HumanError } from '../../../lessons/humanError.ts';
import type { Failure } from '../language.ts';
import { causedBy, memberOf, oneLine } from '../../told.ts';
import { CompileError } from './compileError.ts';
import { visible, withVisibleNames } from './names.ts';

/** The line of a stack in which a cell stands: what was called, the cell's file, the line. */
const FRAME = /^\s*at (?:(.*) \()?(?:.*\()?(cell-\d+):(\d+):\d+\)?$/;

/** How many causes and members of one error are told. */
const MAX_RELATED = 10;

type Tell = (value: unknown) => string;

/**
 * Says what script code has thrown, which may be anything, with what has caused it. `tell` gives the text of any value
 * and does not throw; all else that is asked of an error may be the cell's own code.
 */
export function explainScriptError(error: unknown, tell: Tell): Failure {
  if (isError(error) && error instanceof CompileError) {
    return {
      name: 'SyntaxError',
      message: error.message,
      frames: [{ file: '', line: error.line, name: '' }],
    };
  }
  const { name, message, frames } = explainAlone(error, tell);
  return { name, message: [message, ...relatedLines(error, tell)].join('\n'), frames };
}

function explainAlone(error: unknown, tell: Tell): Failure {
  if (!isError(error)) return { name: 'Uncaught', message: tell(error), frames: [] };
  const name = ask(error, 'name', tell) || 'Error';
  const message = withVisibleNames(ask(error, 'message', tell));
  const frames = framesOf(ask(error, 'stack', tell));
  return { name: isForPeople(error) ? '' : name, message, frames };
}

/** The causes of an error and the members of an `AggregateError`, at any depth, a line each. */
function relatedLines(error: unknown, tell: Tell): string[] {
  const lines: string[] = [];
  const known = new Set<unknown>([error]);
  const visit = (each: unknown): void => {
    for (const [line, related] of relatedTo(each)) {
      if (known.has(related) || lines.length >= MAX_RELATED) continue;
      known.add(related);
      lines.push(line(oneLine(explainAlone(related, tell))));
      visit(related);
    }
  };
  visit(error);
  return lines;
}

type Line = (text: string) => string;

function relatedTo(error: unknown): (readonly [Line, unknown])[] {
  if (!isError(error)) return [];
  const cause: unknown = property(error, 'cause');
  const errors: unknown = property(error, 'errors');
  const members = isList(errors) ? errors.slice(0, MAX_RELATED) : [];
  const count = isList(errors) ? errors.length : 0;
  return [
    ...(cause === undefined ? [] : [[causedBy, cause] as const]),
    ...members.map((member, index) => {
      const line: Line = (text) => memberOf(index + 1, count, text);
      return [line, member] as const;
    }),
  ];
}

/** A proxy can throw when it is asked what it is. */
function isError(value: unknown): value is Error {
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
  } catch {
    return false;
  }
}

function isForPeople(error: Error): boolean {
  return error instanceof HumanError;
}

function isList(value: unknown): value is unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** A property, which may have a getter that throws. */
function property(error: Error, key: 'name' | 'message' | 'stack' | 'cause' | 'errors'): unknown {
  try {
    return Reflect.get(error, key);
  } catch (inner) {
    return key === 'message' ? new Unreadable(inner) : undefined;
  }
}

/** Stands for a message whose getter has thrown. */
class Unreadable {
  constructor(readonly reason: unknown) {}
}

/** A property as text, whatever it has been changed into. */
function ask(error: Error, key: 'name' | 'message' | 'stack', tell: Tell): string {
  const value = property(error, key);
  if (typeof value === 'string') return value;
  if (value instanceof Unreadable) return unreadable(value.reason, tell);
  return value === undefined ? '' : tell(value);
}

/** The message of the error inside is asked for as well, but no further. */
function unreadable(reason: unknown, tell: Tell): string {
  const inner = isError(reason) ? property(reason, 'message') : reason;
  const text = typeof inner === 'string' ? inner : tell(inner instanceof Unreadable ? undefined : inner);
  return l10n.t('its message cannot be read, because asking for it throws: {0}', text);
}

function framesOf(stack: string): Failure['frames'] {
  return stack.split('\n').flatMap((text) => {
    const [, called = '', file, line] = FRAME.exec(text) ?? [];
    if (file === undefined || line === undefined) return [];
    return [{ file, line: Number(line), name: nameOf(called) }];
  });
}

/** Without what the rewriting of declarations and the cell's own function add. */
function nameOf(called: string): string {
  const name = visible(called).replace(/^async /, '');
  return name === 'eval' || name.startsWith('<') ? '' : name;
}
