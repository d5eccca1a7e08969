/** Finds the blocks of Markdown that are cells: fences and guards that begin in the first column. */
import type { Fence } from './fence.ts';
import { closes, parseOpener } from './fence.ts';
import { closesGuard, parseGuard } from './guard.ts';
import type { Line } from './lines.ts';
import { indentOf, isBlank } from './lines.ts';
import { ListItems } from './listItems.ts';
import { languageOfInfo } from './model.ts';

/** Lines `first` to `end` (excluded), with a body between an opening and a closing line; unclosed goes to the end. */
export interface CellBlock {
  readonly kind: 'guard' | 'code' | 'predict' | 'exercise';
  /** The language id of code, otherwise empty. */
  readonly language: string;
  readonly first: number;
  readonly bodyEnd: number;
  readonly end: number;
}

/** The cells among the lines, in order. What lies between them is Markdown. */
export function findCellBlocks(lines: readonly Line[]): CellBlock[] {
  const blocks: CellBlock[] = [];
  const items = new ListItems();
  for (let at = 0; at < lines.length;) {
    const line = lines[at]?.text ?? '';
    const { content, base } = items.enter(line);
    const block = guarded(lines, at) ?? cellFence(lines, at);
    if (block) blocks.push(block);
    at = block?.end ?? opaqueEnd(lines, at, content, base) ?? at + 1;
  }
  return blocks;
}

/** The cell that the fence on this line is, if it is one. */
function cellFence(lines: readonly Line[], at: number): CellBlock | undefined {
  const line = lines[at]?.text ?? '';
  const fence = line.startsWith(' ') || line.startsWith('\t') ? undefined : parseOpener(line);
  const word = fence?.info.split(/\s/, 1)[0] ?? '';
  const language = languageOfInfo(word);
  const kind = language ? 'code' : word === 'predict' || word === 'exercise' ? word : undefined;
  if (!fence || !kind) return undefined;
  const bodyEnd = findFrom(lines, at + 1, (text) => closes(text, fence));
  return { kind, language: language ?? '', first: at, bodyEnd, end: Math.min(bodyEnd + 1, lines.length) };
}

/** The end of a block that hides fences and is no cell: another fence, a comment, preformatted HTML. */
function opaqueEnd(lines: readonly Line[], at: number, content: string, base: number): number | undefined {
  const line = lines[at]?.text ?? '';
  if (content.length === line.trimStart().length && indentOf(line) - base > 3) return undefined; // indented code
  const fence = parseOpener(content);
  const ends = fence ? closesWithin(fence, base) : endOfHtml(content);
  if (!ends) return undefined;
  if (!fence && ends(content)) return at + 1;
  for (let next = at + 1; next < lines.length; next++) {
    const text = lines[next]?.text ?? '';
    if (base > 0 && !isBlank(text) && indentOf(text) < base) return next; // the list item ends
    if (ends(text)) return next + 1;
  }
  return lines.length;
}

function closesWithin(fence: Fence, base: number): (line: string) => boolean {
  return (line) => closes(line.slice(Math.min(base, line.length - line.trimStart().length)), fence);
}

/** HTML that hides Markdown up to its own end (CommonMark 0.31, section 4.6, kinds 1 and 2). */
function endOfHtml(content: string): ((line: string) => boolean) | undefined {
  if (content.startsWith('<!--')) return (line) => line.includes('-->');
  if (!/^<(?:pre|script|style|textarea)(?:[ \t>]|$)/i.test(content)) return undefined;
  return (line) => /<\/(?:pre|script|style|textarea)>/i.test(line);
}

/** The Markdown cell that the guard on this line begins, if it is one. */
function guarded(lines: readonly Line[], first: number): CellBlock | undefined {
  const label = parseGuard(lines[first]?.text ?? '');
  if (label === undefined) return undefined;
  const bodyEnd = findFrom(lines, first + 1, (text) => closesGuard(text, label));
  return { kind: 'guard', language: '', first, bodyEnd, end: Math.min(bodyEnd + 1, lines.length) };
}

/** The first line from `at` on that fits, or the number of lines. */
function findFrom(lines: readonly Line[], at: number, fits: (text: string) => boolean): number {
  for (let next = at; next < lines.length; next++) if (fits(lines[next]?.text ?? '')) return next;
  return lines.length;
}
