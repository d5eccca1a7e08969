import type { Node } from '@babel/types';

/** A cell that is no program, and the line that says so. */
export class CompileError extends SyntaxError {
  constructor(
    message: string,
    /** From 1 up. */
    readonly line: number,
  ) {
    super(message);
  }

  static at(node: Node, message: string): CompileError {
    return new CompileError(message, node.loc?.start.line ?? 1);
  }
}
