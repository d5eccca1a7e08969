/** What an edit has done: the lines from `start` to `end`, from 0, now are so many more. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  /** Whether it ended at the very beginning of its last line, and has left that as it was. */
  readonly isBefore: boolean;
  readonly added: number;
}

/** How many edits of a file are remembered for lines that are asked for later. */
const MOST_EDITS = 5000;

/** Where the lines of a file are now that were there when a program was started. Lines are counted from 0. */
export class LineShift {
  /** Whether the file is not any more what the program was made of. */
  hasChanged = false;
  private readonly edits: Edit[] = [];
  /** Where the lines that were asked for are. */
  private readonly lines = new Map<number, number>();

  lineOf(original: number): number {
    const known = this.lines.get(original);
    if (known !== undefined) return known;
    const line = this.edits.reduce(shifted, original);
    this.lines.set(original, line);
    return line;
  }

  take(edit: Edit): void {
    this.hasChanged = true;
    if (this.edits.length < MOST_EDITS) this.edits.push(edit);
    for (const [original, line] of this.lines) this.lines.set(original, shifted(line, edit));
  }
}

function shifted(line: number, { start, end, isBefore, added }: Edit): number {
  if (line > end || (line === end && isBefore)) return line + added;
  return line > start ? Math.max(start, Math.min(line, end + added)) : line;
}

/** The edit that VS Code tells of: a range was replaced by a text. */
export function editOf(
  range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  },
  text: string,
): Edit {
  const { start, end } = range;
  const added = text.split(/\r\n|\r|\n/).length - 1 - (end.line - start.line);
  return { start: start.line, end: end.line, isBefore: end.character === 0, added };
}
