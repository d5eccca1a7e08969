/** Notebook files are UTF-8. */
import * as l10n from '@vscode/l10n';
import { splitLines } from './lines.ts';
import { NotebookFormatError } from './notebookFormatError.ts';

// Every platform has these; the language's own library does not declare them.
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const LINE_FEED = 10;

/** The text of a file, byte order mark included. Throws a `NotebookFormatError` when it is not UTF-8. */
export function decodeNotebook(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text !== undefined) return text;
  throw new NotebookFormatError(
    lineOfFirstBadByte(bytes),
    l10n.t('These bytes are no UTF-8 text. Reopen the file with its own encoding and save it as UTF-8.'),
  );
}

/** The bytes of a file. */
export function encodeNotebook(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function lineOfFirstBadByte(bytes: Uint8Array): number {
  let lines = 1;
  // A line feed is never part of another character, so every piece stands on its own.
  for (let from = 0; from < bytes.length;) {
    const at = bytes.indexOf(LINE_FEED, from);
    const end = at < 0 ? bytes.length : at + 1;
    const text = decode(bytes.subarray(from, end));
    if (text === undefined) return lines;
    lines += splitLines(text).filter((line) => line.end !== '').length;
    from = end;
  }
  return lines;
}
