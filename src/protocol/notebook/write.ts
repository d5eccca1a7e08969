/** Writes single cells: as they were where they did not change, canonically where they are new. */
import { findCellBlocks } from './blocks.ts';
import { readCells } from './cells.ts';
import { closes, parseOpener, safeLength } from './fence.ts';
import { freeLabel } from './guard.ts';
import { isEnded, normalizeEnds, splitLines, trimBlankLines, writeLines } from './lines.ts';
import { cellLanguages, languageOfInfo, type NotebookCell } from './model.ts';

/** What a cell's form depends on. */
export interface Place {
  readonly eol: string;
  /** The blank lines at the end of the file if this is the last cell, otherwise undefined. */
  readonly tail: string | undefined;
  /** Markdown without a guard stands right before it. */
  readonly followsMarkdown: boolean;
}

type FencedCell = Exclude<NotebookCell, { kind: 'markdown' }>;

/** Stands for whatever cell follows. */
const NEXT_CELL = '```ts\n```\n';

/** The cell as text for this place. Reading it there gives the cell again. */
export function writeCell(cell: NotebookCell, place: Place): string {
  const raw = cell.source?.raw ?? '';
  if (raw !== '' && fits(raw, cell, place)) return raw;
  const own = { ...place, eol: splitLines(raw)[0]?.end === '\r\n' ? '\r\n' : raw === '' ? place.eol : '\n' };
  const text = cell.kind === 'markdown' ? writeMarkdown(cell.text, cell, own) : writeFence(cell, own.eol);
  const endsOpen = !isEnded(raw) && place.tail === '';
  return endsOpen ? text.replace(/\r?\n$/, '') : text;
}

/** Whether the text is Markdown without a guard. */
export function isPlainMarkdown(raw: string): boolean {
  return findCellBlocks(splitLines(raw)).length === 0;
}

/** Whether the text, written at this place, is read as this cell and leaves what follows alone. */
function fits(raw: string, cell: NotebookCell, { tail, followsMarkdown, eol }: Place): boolean {
  if (followsMarkdown && isPlainMarkdown(raw)) return false;
  const rest = tail ?? NEXT_CELL;
  const text = rest === '' || isEnded(raw) ? raw : raw + eol;
  const { cells } = readCells(splitLines(text + rest));
  const [found] = cells;
  return cells.length === (tail === undefined ? 2 : 1) && found !== undefined && isSame(found.cell, cell);
}

function isSame(a: NotebookCell, b: NotebookCell): boolean {
  return JSON.stringify(essence(a)) === JSON.stringify(essence(b));
}

/** What a cell says, without the form it was written in. */
function essence(cell: NotebookCell): readonly string[] {
  const text = normalizeEnds(cell.text);
  if (cell.kind === 'markdown') return [cell.kind, trimBlankLines(text)];
  return [cell.kind, cell.kind === 'code' ? cell.language : headerOf(cell.header), text];
}

function writeMarkdown(content: string, cell: NotebookCell, place: Place): string {
  const text = normalizeEnds(content);
  const plain = writeLines(trimBlankLines(text), place.eol);
  if (plain !== '' && fits(plain, cell, place)) return plain;
  const label = freeLabel(text);
  return `<!-- ${label} -->${place.eol}${writeLines(text, place.eol)}<!-- /${label} -->${place.eol}`;
}

function writeFence(cell: FencedCell, eol: string): string {
  const body = bodyOf(cell);
  const { open, close } = fencesFor(cell, body);
  return `${open}${eol}${writeLines(body, eol)}${close}${eol}`;
}

/** What stands between the fences. */
function bodyOf(cell: FencedCell): string {
  const text = normalizeEnds(cell.text);
  if (cell.kind === 'code') return text;
  const header = headerOf(cell.header);
  return [...(header === '' ? [] : [header]), ...(text === '' ? [] : ['---', text])].join('\n');
}

/** The fences the cell had, as long as they still tell what it is and nothing in the body closes them. */
function fencesFor(cell: FencedCell, body: string): { readonly open: string; readonly close: string } {
  const lines = splitLines(cell.source?.raw ?? '').map((line) => line.text);
  const [first = '', last = ''] = [lines[0], lines.at(-1)];
  const had = parseOpener(first);
  const mark = had?.mark ?? '`';
  const isSafe = had && !body.split('\n').some((line) => closes(line, had));
  const marks = mark.repeat(isSafe ? had.length : safeLength(body, mark));
  const isNamed = had && names(had.info, cell);
  return {
    open: isSafe && isNamed ? first : marks + (isNamed ? had.info : nameOf(cell)),
    close: isSafe && closes(last, had) ? last : marks,
  };
}

/** Whether an info string still tells what the cell is. */
function names(info: string, cell: FencedCell): boolean {
  const word = info.split(/\s/, 1)[0] ?? '';
  return cell.kind === 'code' ? languageOfInfo(word) === cell.language : word === cell.kind;
}

function nameOf(cell: FencedCell): string {
  return cell.kind === 'code' ? (cellLanguages[cell.language]?.[0] ?? cell.language) : cell.kind;
}

/** A header without what would end it. */
function headerOf(header: string): string {
  const lines = normalizeEnds(header).split('\n');
  return lines.filter((line) => line.trimEnd() !== '---').join('\n');
}
