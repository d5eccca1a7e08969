import { indentOf, isBlank } from './lines.ts';

/** Nobody nests lists deeper than this column; it keeps the work on a hostile line small. */
const DEEPEST = 200;

/** Follows list items from line to line, as far as it takes to tell whether a fence stands inside one. */
export class ListItems {
  /** The columns at which the content of the open items begins, outermost first. */
  private readonly columns: number[] = [];

  /** Takes the next line. Returns its content behind list markers, and the column from which a block in it counts. */
  enter(line: string): { readonly content: string; readonly base: number } {
    if (isBlank(line)) return { content: '', base: this.innermost };
    const indent = indentOf(line);
    while (this.innermost > indent) this.columns.pop();
    let content = line.trimStart();
    let column = indent;
    for (;;) {
      const width = markerWidth(content);
      if (width === 0 || column - this.innermost > 3 || column > DEEPEST)
        return { content, base: this.innermost };
      column += width;
      this.columns.push(column);
      content = content.slice(width).trimStart();
    }
  }

  private get innermost(): number {
    return this.columns.at(-1) ?? 0;
  }
}

/** The width of the list marker at the start of the content with the blanks behind it; 0 where there is none. */
function markerWidth(content: string): number {
  const isThematicBreak = /^([-*_])(?:[ \t]*\1){2,}[ \t]*$/.test(content);
  const found = isThematicBreak ? null : /^([-+*]|\d{1,9}[.)])([ \t]+|$)/.exec(content);
  if (!found) return 0;
  const [, marker = '', blanks = ''] = found;
  // Five blanks or more are one blank and indented code.
  return marker.length + (blanks.length >= 1 && blanks.length <= 4 ? blanks.length : 1);
}
