import type { Failure } from '../language.ts';
import { CompileError } from './compileError.ts';
import { visible, withVisibleNames } from './names.ts';

/** The line of a stack in which a cell stands: what was called, the cell's file, the line. */
const FRAME = /^\s*at (?:(.*) \()?(?:.*\()?(cell-\d+):(\d+):\d+\)?$/;

/** Says what script code has thrown, which may be anything. `inspect` makes a text of what is no error. */
export function explainScriptError(error: unknown, inspect: (value: unknown) => string): Failure {
  if (error instanceof CompileError) {
    return {
      name: 'SyntaxError',
      message: error.message,
      frames: [{ file: '', line: error.line, name: '' }],
    };
  }
  if (!(error instanceof Error)) return { name: 'Uncaught', message: inspect(error), frames: [] };
  return {
    name: textOf(error.name),
    message: withVisibleNames(textOf(error.message)),
    frames: framesOf(textOf(error.stack)),
  };
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

/** An error's properties may have been changed into anything. */
function textOf(property: unknown): string {
  return typeof property === 'string' ? property : String(property);
}
