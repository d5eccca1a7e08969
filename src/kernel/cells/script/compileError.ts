/** A cell that is no program, and the line that says so. */
export class CompileError extends SyntaxError {
  constructor(
    message: string,
    /** From 1 up. */
    readonly line: number,
  ) {
    super(message);
  }

  /** From what a parser throws: it writes line and column at the end of the message. */
  static from(error: unknown): CompileError {
    const text = error instanceof Error ? error.message : String(error);
    const [, message = text, line = '1'] =
      /^(?:Error transforming .*?: )?(.*?) \((\d+):\d+\)$/s.exec(text) ?? [];
    return new CompileError(message, Number(line));
  }
}
