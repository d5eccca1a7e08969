/** Markdown that we write ourselves. */

/** A text as it is, whatever Markdown would make of it, in one line. */
export const escapeMarkdown = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]<>|#~$&]/g, '\\$&').replaceAll(/\s+/g, ' ');

/** Rows as a table; what its cells hold is Markdown already. `numbers`: the columns whose cells stand at the right. */
export function markdownTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly number[] = [],
): string {
  const lines = [columns, columns.map((_, column) => (numbers.includes(column) ? '--:' : '---')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
