/**
 * Guards: a Markdown cell between two comments that a reader of the file does not see. A cell is guarded when it could
 * not be told apart otherwise: next to another Markdown cell, empty, or with a fence in it that would be a code cell.
 *
 *     <!-- markdown -->
 *     anything
 *     <!-- /markdown -->
 *
 * A guard without its closing comment goes on to the end of the file, as a fence does. Where the text itself holds the closing comment, both get a number: `<!-- markdown 2 -->`.
 */

/** The label of the guard that a line opens. */
export function parseGuard(line: string): string | undefined {
  const label = /^<!-- (markdown(?: \d+)?) -->[ \t]*$/.exec(line)?.[1];
  return label;
}

/** Whether a line closes the guard with this label. */
export function closesGuard(line: string, label: string): boolean {
  return line.trimEnd() === `<!-- /${label} -->`;
}

/** A label that nothing in the text closes. */
export function freeLabel(text: string): string {
  const lines = text.split('\n');
  let label = 'markdown';
  for (let n = 2; lines.some((line) => closesGuard(line, label)); n++) label = `markdown ${n}`;
  return label;
}
