/** Fences of Markdown (CommonMark 0.31, section 4.5). */

export interface Fence {
  /** The character it is made of. */
  readonly mark: '`' | '~';
  readonly length: number;
  /** What stands behind it, trimmed. */
  readonly info: string;
}

/** The fence that a line opens, whatever its indentation. */
export function parseOpener(line: string): Fence | undefined {
  const found = /^[ \t]*(`{3,}|~{3,})(.*)$/.exec(line);
  const [marks = '', info = ''] = found?.slice(1) ?? [];
  if (marks === '' || (marks.startsWith('`') && info.includes('`'))) return undefined;
  return { mark: marks.startsWith('`') ? '`' : '~', length: marks.length, info: info.trim() };
}

/** Whether a line closes the fence. */
export function closes(line: string, { mark, length }: Fence): boolean {
  const marks = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
  return marks !== undefined && marks.startsWith(mark) && marks.length >= length;
}

/** How long a fence has to be so that nothing in the text closes it. */
export function safeLength(text: string, mark: Fence['mark']): number {
  const runs = text.split('\n').map((line) => {
    const content = line.trimStart();
    return content.length - content.replace(mark === '`' ? /^`+/ : /^~+/, '').length;
  });
  return runs.reduce((longest, run) => Math.max(longest, run + 1), 3);
}
