/**
 * Front matter: `---` on the first line, YAML, `---`. A rule of Markdown looks the same, so what follows has to look like
 * YAML, too. Front matter that begins and has no end is an error: all cells would be part of it.
 */
import * as l10n from '@vscode/l10n';
import { isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { isBlank, joinLines, type Line, splitLines } from './lines.ts';
import type { NotebookProblem } from './model.ts';
import { NotebookFormatError } from './notebookFormatError.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** What a lesson says of itself. Other tools may have keys of their own. */
const OUR_KEYS = ['title', 'lesson', 'minutes', 'prerequisites'];

/** A key at the start of a line, with or without quotes. */
const KEY = /^(["']?)([^\s"':#-][^"':]*)\1[ \t]*:(?:[ \t]|$)/;
/** What lines of YAML in the first column begin with: a remark, an item of a list, the end of brackets. */
const LIKE_YAML = /^(?:[ \t#\]}]|-(?:[ \t]|$)|$)/;

/** How many letters a key of ours may be away from what somebody has written. */
const SLIPS = 2;

export interface FrontMatter {
  /** The values by their keys in lower case. Those that are no text and no list of texts are not told. */
  readonly values: ReadonlyMap<string, string>;
  readonly problems: readonly NotebookProblem[];
}

/** The byte order mark and the front matter at the start of a text, or what would be taken for them. */
export function headOf(text: string): string {
  const mark = byteOrderMarkOf(text);
  const lines = splitLines(text.slice(mark.length));
  const end = endOfFrontMatter(lines);
  return mark + joinLines(lines.slice(0, end ?? lines.length));
}

/** The index of the line behind the front matter; 0 where there is none. Throws when it has no end. */
export function findFrontMatter(lines: readonly Line[]): number {
  const end = endOfFrontMatter(lines);
  if (end !== undefined) return end;
  throw new NotebookFormatError(
    1,
    l10n.t(
      'The front matter that begins here has no end. Write a line with --- after it, or take the first line away.',
    ),
  );
}

/** Undefined where front matter begins and has no end. */
function endOfFrontMatter(lines: readonly Line[]): number | undefined {
  const texts = lines.map(({ text }) => text.trimEnd());
  if (texts[0] !== '---') return 0;
  const found = lines.findIndex(({ text }, at) => at > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(text));
  const own = texts.slice(1, found < 0 ? undefined : found);
  const first = own.find((text) => !/^\s*(?:#|$)/.test(text)) ?? '';
  if (!KEY.test(first)) return 0;
  const blank = own.findIndex(isBlank);
  const top = blank < 0 ? own : own.slice(0, blank);
  if (found > 0 && blank < 0) return found + 1;
  const isOurs = own.some(isOurKey);
  // In Markdown, a blank line stands above a rule.
  const isEnded = found > 0 && (isOurs || !isBlank(own.at(-1) ?? ''));
  if (isEnded && own.every((text) => KEY.test(text) || LIKE_YAML.test(text))) return found + 1;
  return top.some(isOurKey) ? undefined : 0;
}

function isOurKey(text: string): boolean {
  return OUR_KEYS.includes(KEY.exec(text)?.[2]?.toLowerCase() ?? '');
}

/** Reads front matter, its fences included, that begins on the first line of the file. */
export function readFrontMatter(lines: readonly Line[]): FrontMatter {
  const texts = lines.slice(1, -1).map(({ text }) => text);
  const problems = new Map<number, NotebookProblem>();
  const complain = (line: number, message: string, isWarning = false): void => {
    if (!problems.has(line)) problems.set(line, { line, message, ...(isWarning && { isWarning }) });
  };
  const values = new Map<string, string>();
  for (const { key, value, line } of readYaml(texts, (line) => complain(line, noField(texts[line - 2])))) {
    const name = key.toLowerCase();
    if (values.has(name)) complain(line, l10n.t('"{0}" stands here twice. Keep one of them.', key));
    if (OUR_KEYS.includes(name) && !isFit(name, value)) complain(line, wanted(name));
    const meant = OUR_KEYS.find((known) => name !== known && isSlip(name, known));
    if (meant !== undefined)
      complain(line, l10n.t('Nothing reads "{0}" here. Did you mean "{1}"?', key, meant), true);
    values.set(name, value ?? '');
  }
  // The list of lessons shows it.
  const isUntitled = (values.get('lesson') ?? '') !== '' && !values.has('title');
  if (isUntitled)
    complain(1, l10n.t('A lesson needs a title. Write a line "title: ..." into this front matter.'));
  return { values, problems: [...problems.values()] };
}

/** Whether a word begins as another one and has a few letters wrong, missing, or too many. */
function isSlip(word: string, other: string): boolean {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of Array.from(word).entries()) {
    const next = [at + 1];
    for (let to = 1; to <= other.length; to++)
      next.push(
        Math.min(
          (row[to] ?? 0) + 1,
          (next[to - 1] ?? 0) + 1,
          (row[to - 1] ?? 0) + (letter === other[to - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return word.startsWith(other.charAt(0)) && (row.at(-1) ?? 0) <= SLIPS;
}

interface Field {
  readonly key: string;
  /** Undefined where it is no text and no list of texts. */
  readonly value: string | undefined;
  /** Line of the file, from 1. */
  readonly line: number;
}

function readYaml(texts: readonly string[], onMistake: (line: number) => void): Field[] {
  const lineCounter = new LineCounter();
  const lineAt = (offset = 0): number => Math.min(lineCounter.linePos(offset).line, texts.length) + 1;
  const options = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, lineCounter } as const;
  try {
    const { contents, errors } = parseDocument(texts.join('\n'), options);
    for (const { pos } of errors) onMistake(lineAt(pos[0]));
    const pairs = contents && 'items' in contents && !isSeq(contents) ? contents.items : [];
    return pairs.flatMap(({ key, value }) =>
      isScalar(key) ? [{ key: String(key.value), value: textOf(value), line: lineAt(key.range[0]) }] : [],
    );
  } catch {
    onMistake(lineAt()); // It is nested deeper than the stack.
    return [];
  }
}

/** A text, or the texts of a list with commas between them. */
function textOf(value: unknown): string | undefined {
  if (value === null) return '';
  if (isScalar(value)) return typeof value.value === 'string' ? value.value.trim() : '';
  const items = isSeq(value) ? value.items.map(textOf) : [undefined];
  return items.includes(undefined) ? undefined : items.join(', ');
}

function isFit(name: string, value = ''): boolean {
  return name === 'minutes' ? /^\d+(?:\.\d+)?$/.test(value) && Number(value) > 0 : value !== '';
}

function wanted(name: string): string {
  if (name === 'minutes') return l10n.t('"minutes" says how long it takes. Write a number, such as 10.');
  if (name === 'prerequisites') {
    return l10n.t(
      '"prerequisites" names the lessons to do before. Write their numbers, such as 1, 2, or none.',
    );
  }
  return l10n.t('Write a text behind "{0}:", or take the line away.', name);
}

function noField(text = ''): string {
  return l10n.t(
    '"{0}" is not a line of the form "key: value". Put quotes around a value with a colon or another sign of YAML in it.',
    text.trim().slice(0, 40),
  );
}

/** The byte order mark of a text, if it has one. */
export function byteOrderMarkOf(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
}
