/** The choices of a question: the list at its end. */
import * as l10n from '@vscode/l10n';
import MarkdownIt, { type Token } from 'markdown-it';
import type { NotebookProblem } from './model.ts';

export interface Question {
  /** Markdown, without the choices. */
  readonly question: string;
  /** Empty where the answer is free. */
  readonly choices: readonly string[];
  readonly problems: readonly NotebookProblem[];
}

/** A list as it stands in a text, with the tokens of its items. */
interface List {
  readonly first: number;
  readonly end: number;
  readonly items: readonly Item[];
}

interface Item {
  readonly line: number;
  /** Undefined where it is something else than one paragraph. */
  readonly text: string | undefined;
}

let parser: MarkdownIt | undefined;

/** Reads the text of a question, the first line of which is line `first` of the file. `answer`: the right one. */
export function readQuestion(text: string, answer: string, first: number): Question {
  const lists = findLists(text);
  const lines = text.split('\n');
  const last = lists.at(-1);
  const isEnd = last && lines.slice(last.end).every((line) => line.trim() === '');
  if (!isEnd) return { question: text.trim(), choices: [], problems: misplaced(lists, answer, first) };
  const problems: NotebookProblem[] = [];
  const complain = (at: number, message: string): void => void problems.push({ line: first + at, message });
  const seen = new Set<string>();
  for (const { line, text: choice } of last.items) {
    if (choice === undefined)
      complain(line, l10n.t('A choice is one paragraph of text. Write it in one line.'));
    else if (seen.has(choice)) complain(line, l10n.t('"{0}" stands here twice. Keep one of them.', choice));
    seen.add(choice ?? '');
  }
  if (last.items.length < 2) {
    complain(
      last.first,
      l10n.t('One choice is none. Write another one, or a sentence behind the list if it holds no choices.'),
    );
  }
  const choices = last.items.flatMap((item) => item.text ?? []);
  return { question: lines.slice(0, last.first).join('\n').trim(), choices, problems };
}

/** A list that holds the answer and does not stand at the end. */
function misplaced(lists: readonly List[], answer: string, first: number): NotebookProblem[] {
  const list = lists.find(({ items }) => items.length > 1 && items.some(({ text }) => text === answer));
  const message = l10n.t(
    'The choices are the list at the end of a question. Put what follows this list above it.',
  );
  return list ? [{ line: first + list.first, message }] : [];
}

/** The lists of a text that stand in no other block. Those of one kind side by side are one list with other markers. */
function findLists(text: string): List[] {
  parser ??= new MarkdownIt({ html: true });
  const tokens: Token[] = [];
  parser.block.parse(text, parser, {}, tokens);
  const lists: List[] = [];
  let above = '';
  tokens.forEach((token, at) => {
    const { type, level, map } = token;
    if (level > 0) return;
    if (map && /^(?:bullet|ordered)_list_open$/.test(type)) {
      const [first, end] = map;
      const items = itemsOf(tokens, at);
      const joined = above === type.replace('open', 'close') ? lists.pop() : undefined;
      lists.push({ first: joined?.first ?? first, end, items: [...(joined?.items ?? []), ...items] });
    }
    above = type;
  });
  return lists;
}

function itemsOf(tokens: readonly Token[], list: number): Item[] {
  const items: Item[] = [];
  for (let at = list + 1; (tokens[at]?.level ?? 0) > 0; at++) {
    const { type, level, map } = tokens[at] ?? {};
    if (type === 'list_item_open' && level === 1)
      items.push({ line: map?.[0] ?? 0, text: textOf(tokens, at) });
  }
  return items;
}

/** The text of the one paragraph that an item is. */
function textOf(tokens: readonly Token[], item: number): string | undefined {
  const [open, inline, close, end] = tokens.slice(item + 1, item + 5);
  const isOne =
    open?.type === 'paragraph_open' && close?.type === 'paragraph_close' && end?.type === 'list_item_close';
  return isOne ? inLine(inline?.content ?? '') : undefined;
}

/** A text in one line, however it was wrapped. */
export function inLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
