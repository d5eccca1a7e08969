/**
 * Finds the blocks of Markdown that are cells: fences and guards that begin in the first column. What else there is in
 * Markdown, and so what hides a fence, markdown-it knows: VS Code draws Markdown cells with it, too.
 */
import MarkdownIt, { type StateBlock } from 'markdown-it';
import { closes, parseOpener } from './fence.ts';
import { closesGuard, parseGuard } from './guard.ts';
import type { Line } from './lines.ts';
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

export interface CellBlocks {
  /** The cells, in order. What lies between them is Markdown. */
  readonly blocks: readonly CellBlock[];
  /** The lines of fences that would be cells and are part of HTML, because no blank line stands above them. */
  readonly inHtml: readonly number[];
}

/** What the rule for cells works with, and where it puts what it finds. */
interface Finding {
  readonly lines: readonly Line[];
  readonly blocks: CellBlock[];
}

let parser: MarkdownIt | undefined;

export function findCellBlocks(lines: readonly Line[]): CellBlocks {
  parser ??= createParser();
  const finding: Finding = { lines, blocks: [] };
  const tokens: Parameters<MarkdownIt['block']['parse']>[3] = [];
  parser.block.parse(lines.map(({ text }) => text).join('\n'), parser, finding, tokens);
  const inHtml = tokens.flatMap(({ type, level, map }) =>
    type === 'html_block' && level === 0 && map ? fencesIn(lines, ...map) : [],
  );
  return { blocks: finding.blocks, inHtml };
}

/** Before any rule of Markdown has a look at a line outside of all other blocks, it may begin a cell. */
function createParser(): MarkdownIt {
  const markdown = new MarkdownIt({ html: true });
  markdown.block.ruler.before('table', 'cell', (state, at, _end, silent) => !silent && takeCell(state, at));
  return markdown;
}

function takeCell(state: StateBlock, at: number): boolean {
  if (state.level > 0) return false;
  const { lines, blocks } = state.env as Finding;
  const block = guarded(lines, at) ?? cellFence(lines, at);
  if (!block) return false;
  blocks.push(block);
  state.line = block.end;
  return true;
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

/** The Markdown cell that the guard on this line begins, if it is one. */
function guarded(lines: readonly Line[], first: number): CellBlock | undefined {
  const label = parseGuard(lines[first]?.text ?? '');
  if (label === undefined) return undefined;
  const bodyEnd = findFrom(lines, first + 1, (text) => closesGuard(text, label));
  return { kind: 'guard', language: '', first, bodyEnd, end: Math.min(bodyEnd + 1, lines.length) };
}

/** Comments, scripts and the like hide what they hold on purpose; other HTML goes on to the next blank line. */
const HIDES_ON_PURPOSE = /^ {0,3}<(?:[!?]|(?:pre|script|style|textarea)(?:[\s>]|$))/i;

function fencesIn(lines: readonly Line[], first: number, end: number): number[] {
  if (HIDES_ON_PURPOSE.test(lines[first]?.text ?? '')) return [];
  const own = lines.slice(first, end).map((_, index) => first + index);
  const opener = own.find((at) => cellFence(lines, at));
  return opener === undefined ? [] : [opener];
}

/** The first line from `at` on that fits, or the number of lines. */
function findFrom(lines: readonly Line[], at: number, fits: (text: string) => boolean): number {
  for (let next = at; next < lines.length; next++) if (fits(lines[next]?.text ?? '')) return next;
  return lines.length;
}
