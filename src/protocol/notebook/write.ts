/** Writes single cells: in the form they had where it still holds, in another one where it does not. */
import { findCellBlocks } from './blocks.ts';
import { readCells } from './cells.ts';
import { closes, parseOpener, safeLength } from './fence.ts';
import { bodyOf, writeForm } from './form.ts';
import { freeLabel } from './guard.ts';
import { isEnded, normalizeEnds, splitLines, trimBlankLines } from './lines.ts';
import { type CellForm, fenceNameOf, languageOfInfo, type NotebookCell } from './model.ts';

/** What a cell's form depends on. */
export interface Place {
  readonly eol: string;
  /** The blank lines between this cell and the next, or those at the end of the file. */
  readonly after: string;
  readonly isLast: boolean;
  /** Markdown without a guard stands right before it. */
  readonly followsMarkdown: boolean;
}

type FencedCell = Exclude<NotebookCell, { kind: 'markdown' }>;

/** Stands for whatever cell follows. */
const NEXT_CELL = '```ts\n```\n';

/** The cell as text for this place. Reading it there gives the cell again. */
export function writeCell(cell: NotebookCell, place: Place): string {
  const plain = normalized(cell);
  const form: CellForm = cell.form ?? { before: '' };
  const had = writeForm(plain, form, place.eol);
  if (had !== '' && isComplete(plain, form) && fits(had, plain, place)) return had;
  return plain.kind === 'markdown' ? writeMarkdown(plain, form, place) : writeFence(plain, form, place);
}

/** Whether the text is Markdown without a guard. */
export function isPlainMarkdown(raw: string): boolean {
  return findCellBlocks(splitLines(raw)).blocks.length === 0;
}

/** The cell with line ends as an editor has them, and without what its kind does not keep. */
function normalized(cell: NotebookCell): NotebookCell {
  const text = normalizeEnds(cell.text);
  if (cell.kind === 'code') return { ...cell, text };
  if (cell.kind !== 'markdown') return { ...cell, text, header: headerOf(cell.header) };
  return { ...cell, text: cell.form?.open === undefined ? trimBlankLines(text) : text };
}

/** Whether the form is one that a cell of this kind can have: a new cell has none yet. */
function isComplete({ kind }: NotebookCell, { open }: CellForm): boolean {
  return kind === 'markdown' || open !== undefined;
}

/** Whether the text, written at this place, is read as this cell and leaves what follows alone. */
function fits(raw: string, cell: NotebookCell, { after, isLast, followsMarkdown, eol }: Place): boolean {
  if (followsMarkdown && isPlainMarkdown(raw)) return false;
  const rest = isLast ? after : after + NEXT_CELL;
  const text = rest === '' || isEnded(raw) ? raw : raw + eol;
  const { cells } = readCells(splitLines(text + rest), eol);
  const [found] = cells;
  return cells.length === (isLast ? 1 : 2) && found !== undefined && isSame(found.cell, cell);
}

function isSame(a: NotebookCell, b: NotebookCell): boolean {
  return JSON.stringify(essence(a)) === JSON.stringify(essence(b));
}

/** What a cell says, without the form it was written in. */
function essence(cell: NotebookCell): readonly string[] {
  if (cell.kind === 'markdown') return [cell.kind, trimBlankLines(cell.text)];
  return [cell.kind, cell.kind === 'code' ? cell.language : cell.header, cell.text];
}

function writeMarkdown(cell: NotebookCell, had: CellForm, place: Place): string {
  const form = evened(had, place);
  const trimmed = { ...cell, text: trimBlankLines(cell.text) };
  const plain = writeForm(trimmed, { ...form, open: undefined, close: undefined }, place.eol);
  if (plain !== '' && fits(plain, cell, place)) return plain;
  const label = freeLabel(cell.text);
  return writeForm(cell, { ...form, open: `<!-- ${label} -->`, close: `<!-- /${label} -->` }, place.eol);
}

function writeFence(cell: FencedCell, had: CellForm, place: Place): string {
  const form = evened(had, place);
  return writeForm(cell, { ...form, ...fencesFor(cell, form) }, place.eol);
}

/** The form with one end for all lines. A file without an end to its last line stays so. */
function evened(form: CellForm, { isLast, after }: Place): CellForm {
  const [first] = form.ends ?? [];
  const ends = first === '\n' || first === '\r\n' ? { ends: [first] } : { ends: undefined };
  const lastEnd = form.lastEnd === '' && !(isLast && after === '') ? undefined : form.lastEnd;
  return { ...form, ...ends, lastEnd };
}

/** The fences the cell had, as long as they still tell what it is and nothing in the body closes them. */
function fencesFor(cell: FencedCell, form: CellForm): Pick<CellForm, 'open' | 'close'> {
  const body = bodyOf(cell, form);
  const had = parseOpener(form.open ?? '');
  const mark = had?.mark ?? '`';
  const isSafe = had && !body.some((line) => closes(line, had));
  const marks = mark.repeat(isSafe ? had.length : safeLength(body.join('\n'), mark));
  const isNamed = had && names(had.info, cell);
  return {
    open: isSafe && isNamed ? form.open : marks + (isNamed ? had.info : nameOf(cell)),
    close: isSafe && form.close !== undefined && closes(form.close, had) ? form.close : marks,
  };
}

/** Whether an info string still tells what the cell is. */
function names(info: string, cell: FencedCell): boolean {
  const word = info.split(/\s/, 1)[0] ?? '';
  return cell.kind === 'code' ? languageOfInfo(word) === cell.language : word === cell.kind;
}

function nameOf(cell: FencedCell): string {
  return cell.kind === 'code' ? fenceNameOf(cell.language) : cell.kind;
}

/** A header without what would end it. */
function headerOf(header: string): string {
  const lines = normalizeEnds(header).split('\n');
  return lines.filter((line) => line.trimEnd() !== '---').join('\n');
}
