import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { CellsToHost } from '../../protocol/cells.ts';

/**
 * Stands before everything that the kernel says: lets through what the host can read, and makes a text of what it
 * cannot. A value may be described wrongly; the kernel does not end of it.
 */
export function createValidator(send: (message: CellsToHost) => void): (message: CellsToHost) => void {
  return (message) => {
    const readable = [message, asText(message), notice(message)].find((each) => v.is(CellsToHost, each));
    if (readable) send(readable);
  };
}

/** Without what the renderer would draw. */
function asText(message: CellsToHost): CellsToHost {
  return message.type === 'display' ? { ...message, shown: { text: message.shown.text } } : message;
}

function notice(message: CellsToHost): CellsToHost | undefined {
  if (!('cell' in message)) return undefined;
  const { cell } = message;
  if (message.type === 'done') return { type: 'done', cell, ok: false, durationMs: 0 };
  const text = `${l10n.t('Something that the cell made could not be told, so it is left out.')}\n`;
  return { type: 'output', cell, stream: 'stderr', text };
}
