/** The form of cells: taken from the lines of a file, and given to what is written. */
import type { CellBlock } from './blocks.ts';
import type { Line } from './lines.ts';
import { textOf } from './lines.ts';
import type { CellForm, NotebookCell } from './model.ts';

/** A cell that a file holds. */
export type FormedCell = NotebookCell & { readonly form: CellForm };

/** The plain Markdown that these lines are. */
export function readPlain(before: string, lines: readonly Line[], eol: string): FormedCell {
  return { kind: 'markdown', text: textOf(lines), form: { before, ...endsOf(lines, eol) } };
}

/** The cell that the block with these lines is. */
export function readBlock(before: string, lines: readonly Line[], block: CellBlock, eol: string): FormedCell {
  const { kind, language, first, bodyEnd, end } = block;
  const body = lines.slice(1, bodyEnd - first);
  const form = {
    before,
    open: lines[0]?.text,
    ...(bodyEnd < end && { close: lines.at(-1)?.text }),
    ...endsOf(lines, eol),
  };
  if (kind === 'guard')
    return { kind: 'markdown', text: textOf(body), form: { ...form, ...blanks({ text: body }) } };
  if (kind === 'code')
    return { kind, language, text: textOf(body), form: { ...form, ...blanks({ text: body }) } };
  const at = body.findIndex(({ text }) => text.trimEnd() === '---');
  const [header, text] = at < 0 ? [body, []] : [body.slice(0, at), body.slice(at + 1)];
  const rule = at < 0 ? {} : { rule: body[at]?.text };
  return {
    kind,
    header: textOf(header),
    text: textOf(text),
    form: { ...form, ...rule, ...blanks({ header, text }) },
  };
}

/** How many lines of the file stand between the start of a cell and its text. */
export function linesAbove(cell: FormedCell): number {
  const { open, rule, blank = [] } = cell.form;
  if (open === undefined) return 0;
  if (cell.kind === 'markdown' || cell.kind === 'code') return 1;
  const header = cell.header === '' && !blank.includes('header') ? 0 : cell.header.split('\n').length;
  return 1 + header + (rule === undefined ? 0 : 1);
}

/** The text of a cell in this form; its own line end where the form says nothing else. */
export function writeForm(cell: NotebookCell, form: CellForm, eol: string): string {
  const lines = [...optional(form.open), ...bodyOf(cell, form), ...optional(form.close)];
  const own = form.ends?.[0] ?? eol;
  const last = lines.length - 1;
  return lines
    .map((line, at) => line + (at === last ? (form.lastEnd ?? eol) : (form.ends?.[at] ?? own)))
    .join('');
}

/** The lines between the fences. */
export function bodyOf(cell: NotebookCell, { rule, blank = [] }: CellForm): string[] {
  const linesOf = (part: 'header' | 'text', text: string): string[] =>
    text === '' && !blank.includes(part) ? [] : text.split('\n');
  const text = linesOf('text', cell.text);
  if (cell.kind === 'markdown' || cell.kind === 'code') return text;
  const isParted = rule !== undefined || text.length > 0;
  return [...linesOf('header', cell.header), ...(isParted ? [rule ?? '---'] : []), ...text];
}

/** Which parts are one blank line: their text is that of no line at all. */
function blanks(parts: Partial<Record<'header' | 'text', readonly Line[]>>): Pick<CellForm, 'blank'> {
  const blank = (['header', 'text'] as const).filter(
    (part) => parts[part]?.length === 1 && parts[part][0]?.text === '',
  );
  return blank.length > 0 ? { blank } : {};
}

function endsOf(lines: readonly Line[], eol: string): Pick<CellForm, 'ends' | 'lastEnd'> {
  const ends = lines.map(({ end }) => end);
  const lastEnd = ends.pop() ?? eol;
  return {
    ...(ends.some((end) => end !== eol) && { ends }),
    ...(lastEnd !== eol && { lastEnd }),
  };
}

function optional(line: string | undefined): string[] {
  return line === undefined ? [] : [line];
}
