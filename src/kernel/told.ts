import * as l10n from '@vscode/l10n';
import type { Failure } from './cells/language.ts';

/** A failure in one line, as where it is told with another one. */
export function oneLine({ name, message, frames: [frame] }: Failure): string {
  const isNamed = name !== '' && name !== 'Uncaught';
  const text = isNamed ? [name, message].filter((part) => part !== '').join(': ') : message;
  return frame ? l10n.t('{0} (line {1})', text, frame.line) : text;
}

export function causedBy(text: string): string {
  return l10n.t('Caused by {0}', text);
}

/** One of the failures that another one is a group of. */
export function memberOf(number: number, count: number, text: string): string {
  return l10n.t('{0} of {1}: {2}', number, count, text);
}

/** Of what a cell has left running. */
export function uncaughtText({ name, message, frames: [frame] }: Failure): string {
  const uncaught = name === 'Uncaught' || name === '' ? 'Uncaught' : `Uncaught ${name}`;
  return `${uncaught}: ${message}${frame ? ` (line ${frame.line})` : ''}\n`;
}
