/**
 * The header of front matter and of the fences `predict` and `exercise`: `key: value` lines. A line that begins with a
 * blank continues the value above; blank lines and lines with `#` are skipped.
 */
import * as l10n from '@vscode/l10n';
import type { NotebookProblem } from './model.ts';

export interface HeaderField {
  readonly value: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** Each line of the value that is not empty, as it is written. */
  readonly lines: readonly { readonly text: string; readonly line: number }[];
  /** Every line of the value as it is written: code may have empty lines, and lines that begin with `#`. */
  readonly code: readonly string[];
}

export interface Header {
  /** By key, in lower case. */
  readonly fields: ReadonlyMap<string, HeaderField>;
  readonly problems: readonly NotebookProblem[];
}

/** Reads the lines of a header, the first of which is line `first` of the file. */
export function parseHeader(lines: readonly string[], first: number): Header {
  const fields = new Map<string, HeaderField>();
  const problems: NotebookProblem[] = [];
  let current: string | undefined;
  lines.forEach((text, index) => {
    const line = first + index;
    const above = current === undefined ? undefined : fields.get(current);
    if (/^\s*(?:#|$)/.test(text)) {
      if (current !== undefined && above && !text.startsWith('#'))
        fields.set(current, { ...above, code: [...above.code, text] });
      return;
    }
    const [, key, value = ''] = /^([A-Za-z][\w-]*)[ \t]*:(.*)$/.exec(text) ?? [];
    if (key !== undefined) {
      current = key.toLowerCase();
      if (fields.has(current)) {
        problems.push({ line, message: l10n.t('"{0}" stands here twice. Keep one of them.', key) });
      }
      const own = value.trim() === '' ? [] : [{ text: value.trim(), line }];
      fields.set(current, { value: value.trim(), line, lines: own, code: own.map((each) => each.text) });
    } else if (current !== undefined && above && /^[ \t]/.test(text)) {
      const lines = [...above.lines, { text, line }];
      const code = [...above.code, text];
      fields.set(current, { ...above, value: `${above.value} ${text.trim()}`.trim(), lines, code });
    } else {
      problems.push({ line, message: notAField(text) });
    }
  });
  return { fields, problems };
}

function notAField(text: string): string {
  return l10n.t(
    '"{0}" is not a line of the form "key: value". If it is the text to show, write a line with --- above it.',
    text.trim().slice(0, 40),
  );
}

/**
 * A header in which these keys say this, a line each; every other line stays as it is. Several lines stand below their
 * key. What is not there yet comes last.
 */
export function withFields(header: string, fields: Readonly<Record<string, readonly string[]>>): string {
  const left = new Map(Object.entries(fields));
  const kept: string[] = [];
  let isReplaced = false;
  for (const line of header === '' ? [] : header.split('\n')) {
    const key = /^([A-Za-z][\w-]*)[ \t]*:/.exec(line)?.[1]?.toLowerCase();
    if (key !== undefined) {
      const lines = left.get(key);
      isReplaced = Object.hasOwn(fields, key);
      if (lines) kept.push(...fieldLines(key, lines));
      left.delete(key);
    }
    // A remark belongs to nobody.
    if (!isReplaced || line.startsWith('#')) kept.push(line);
  }
  return [...kept, ...[...left].flatMap(([key, lines]) => fieldLines(key, lines))].join('\n');
}

function fieldLines(key: string, lines: readonly string[]): string[] {
  return lines.length === 1
    ? [`${key}: ${lines[0] ?? ''}`]
    : [`${key}:`, ...lines.map((line) => `  ${line}`)];
}

/** Complains of keys that nobody reads. */
export function unknownKeys({ fields }: Header, known: readonly string[]): NotebookProblem[] {
  return [...fields]
    .filter(([key]) => !known.includes(key))
    .map(([key, { line }]) => ({
      line,
      message: l10n.t('Nothing reads "{0}" here. Known: {1}.', key, known.join(', ')),
    }));
}

/** The value of a key that has to be there, or a complaint at the line of the fence. */
export function requiredValue(
  { fields }: Header,
  key: string,
  fenceLine: number,
  problems: NotebookProblem[],
): string {
  const value = fields.get(key)?.value ?? '';
  if (value === '') {
    const line = fields.get(key)?.line ?? fenceLine;
    problems.push({ line, message: l10n.t('Write a line "{0}: ..." into the header of this fence.', key) });
  }
  return value;
}
