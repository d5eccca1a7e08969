import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { KernelToHost } from '../../protocol/kernel.ts';

/**
 * Stands before everything that the kernel says: lets through what the host can read, and makes a text of what it
 * cannot. A value may be described wrongly; the kernel does not end of it.
 */
export function createValidator(send: (message: KernelToHost) => void): (message: KernelToHost) => void {
  return (message) => {
    const readable = [message, asText(message), notice(message)].find((each) => v.is(KernelToHost, each));
    if (readable) send(readable);
  };
}

/** Without what the renderer would draw. */
function asText(message: KernelToHost): KernelToHost {
  return message.type === 'display' ? { ...message, shown: { text: message.shown.text } } : message;
}

function notice(message: KernelToHost): KernelToHost | undefined {
  if (!('run' in message)) return undefined;
  const { run } = message;
  if (message.type === 'done') return { type: 'done', run, ok: false, durationMs: 0 };
  const text = `${l10n.t('Something that the cell made could not be told, so it is left out.')}\n`;
  return { type: 'output', run, stream: 'stderr', text };
}
