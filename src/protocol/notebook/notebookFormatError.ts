import * as l10n from '@vscode/l10n';

/** A file that cannot be read as a notebook. The message names the line and says what to do; show it as it is. */
export class NotebookFormatError extends Error {
  override readonly name = 'NotebookFormatError';

  constructor(
    /** Line of the file, from 1. */
    readonly line: number,
    advice: string,
  ) {
    super(l10n.t('Line {0}: {1}', line, advice));
  }
}
