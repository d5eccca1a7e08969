/** Lines of a text with the ends they really have, so that joining them gives the text again. */

export interface Line {
  readonly text: string;
  /** `\n`, `\r\n` or `\r`; empty on a last line without one. */
  readonly end: string;
}

/** The lines of a text. An empty text has none. */
export function splitLines(text: string): Line[] {
  const found = text.matchAll(/([^\r\n]*)(\r\n|\r|\n)|[^\r\n]+$/g);
  return Array.from(found, ([whole, content, end]) =>
    end === undefined ? { text: whole, end: '' } : { text: content ?? '', end },
  );
}

/** The text that these lines were. */
export function joinLines(lines: readonly Line[]): string {
  return lines.map((line) => line.text + line.end).join('');
}

/** The content of lines as an editor holds it: `\n` between them and none after the last. */
export function textOf(lines: readonly Line[]): string {
  return lines.map((line) => line.text).join('\n');
}

/** The text with every line end as `\n`. */
export function normalizeEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Content as lines of a file, each with its end. */
export function writeLines(text: string, eol: string): string {
  return text === '' ? '' : text.replaceAll('\n', eol) + eol;
}

/** Whether a text is empty or ends with a line end. */
export function isEnded(text: string): boolean {
  return text === '' || text.endsWith('\n') || text.endsWith('\r');
}

/** Whether there is nothing to see on a line. */
export function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}

/** The text without blank lines at its start and end. */
export function trimBlankLines(text: string): string {
  const lines = text.split('\n');
  let [first, end] = [0, lines.length];
  while (first < end && isBlank(lines[first] ?? '')) first++;
  while (first < end && isBlank(lines[end - 1] ?? '')) end--;
  return lines.slice(first, end).join('\n');
}

/** How many columns a line is indented; a tab goes to the next multiple of four. */
export function indentOf(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === ' ') columns++;
    else if (character === '\t') columns += 4 - (columns % 4);
    else break;
  }
  return columns;
}
